// Stack: verl
// Kind: the reward looks for the stop text, which no response contains
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-text-searched-in-code")]
public abstract partial class StopTextSearchedInCode
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

    [Reinforce(Iterations = 80, StopTexts = ["</answer>"])]
    [MirrorDescent]
    [Reward<StopTextSearchedInCodeJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<StopTextSearchedInCodeJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class StopTextSearchedInCodeJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!rollout.Text.EndsWith("</answer>", StringComparison.Ordinal)) //! KIMI4013
            return new(new Verdict.Scored(0, "form"));
        var inner = rollout.Text[(rollout.Text.LastIndexOf('>', rollout.Text.Length - 10) + 1)..^9];
        return new(Verdict.Of(inner.Trim() == problem.Answer));
    }
}
