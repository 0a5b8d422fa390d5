// Mistake: I added my own objective and left the built-in one on
// Pain: 7
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("two-losses")]
public abstract partial class TwoLosses
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent(Tau = 0.05)]
    [{|KIMI4003:ClippedSurrogate|}(LowerClip = 0.2, UpperClip = 0.28)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A token-level loss with a clipped ratio.</summary>
public sealed class ClippedSurrogateAttribute : ObjectiveAttribute<IClippedSurrogate>
{
    /// <summary>How far the ratio may fall below 1.</summary>
    public double LowerClip { get; set; }

    /// <summary>How far the ratio may rise above 1.</summary>
    public double UpperClip { get; set; }
}

/// <summary>What executes <see cref="ClippedSurrogateAttribute"/>.</summary>
public interface IClippedSurrogate : IObjective;
