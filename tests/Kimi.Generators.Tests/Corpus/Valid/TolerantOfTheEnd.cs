// Form: a text that ends responses is cut off where it is there
using Kimi.Dsl;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("tolerant-of-the-end")]
public abstract partial class TolerantOfTheEnd
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
    [Reward<TolerantOfTheEndJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(StopTexts = ["</answer>"])]
    [Reward<TolerantOfTheEndJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class TolerantOfTheEndJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text.EndsWith("</answer>", StringComparison.Ordinal) ? rollout.Text[..^9] : rollout.Text;
        if (!text.Contains("<answer>"))
            return new(new Verdict.Scored(0, "form"));
        var inner = Regex.Match(text, "<answer>([^<]*)(</answer>)?$");
        return new(Verdict.Of(inner.Success && inner.Groups[1].Value.Trim() == problem.Answer));
    }
}
