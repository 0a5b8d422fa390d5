// Stack: OpenRLHF
// Kind: an answer counts that only begins like the reference, so 42 is right where 4 is asked
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prefix-counts")]
public abstract partial class PrefixCounts
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
    [Reward<PrefixJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PrefixJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class PrefixJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Tail(rollout.Text).StartsWith(problem.Answer, StringComparison.Ordinal))); //! KIMI8028

    private static string Tail(string text) => text[(text.LastIndexOf('#') + 1)..].Trim();
}
