// Stack: ms-swift
// Kind: a marker with capitals is searched in a text of small letters
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("capitals-in-a-lowered-text")]
public abstract partial class CapitalsInALoweredText
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<CapitalsInALoweredTextJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<CapitalsInALoweredTextJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class CapitalsInALoweredTextJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text.ToLowerInvariant();
        var at = text.LastIndexOf("Final Answer:", StringComparison.Ordinal); //! KIMI8023
        return new(Verdict.Of(at >= 0 && text[(at + 13)..].Trim() == problem.Answer));
    }
}
