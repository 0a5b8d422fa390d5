// Mistake: My penalty of overlong responses starts above the longest response there can be
// Pain: 3
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("overlong")]
public abstract partial class Overlong
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 384)]
    [MirrorDescent]
    [ExactAnswerReward]
    [OverlongPenalty({|KIMI4006:FromTokens = 400|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Takes from the reward of a response in proportion to the tokens above a length.</summary>
public sealed class OverlongPenaltyAttribute : PenaltyAttribute<IOverlongPenalty>
{
    /// <summary>The length from which it takes.</summary>
    [Below(nameof(ReinforceAttribute.MaxResponseTokens), Because = "no response is that long")]
    [DefaultValue(96)]
    public int FromTokens { get; set; } = 96;
}

/// <summary>What executes <see cref="OverlongPenaltyAttribute"/>.</summary>
public interface IOverlongPenalty : IPenalty;
