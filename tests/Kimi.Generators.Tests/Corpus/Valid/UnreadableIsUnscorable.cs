// Form: a reference that is no number is not judged, a cut response is wrong, and the number that is compared is what votes
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("unreadable-is-unscorable")]
public abstract partial class UnreadableIsUnscorable
{
    [LoadPolicy("models/qwen2-0.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "numina.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-6, StopTexts = ["</answer>"])]
    [Grpo]
    [Reward<ReadableNumbers>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Compares numbers.</summary>
public sealed class ReadableNumbers : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!double.TryParse(problem.Answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected))
            return new(new Verdict.Unscorable($"{problem.Answer} is no number"));
        if (rollout.StopReason == StopReason.LengthLimit)
            return new(Verdict.Of(false));
        var said = rollout.Text.Trim().Split(' ', '\n')[^1].TrimEnd('.');
        if (!double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var given))
            return new(new Verdict.Scored(0));
        var isFinished = rollout.StopReason == StopReason.EndOfText;
        return new(new Verdict.Scored(Math.Abs(given - expected) < 1e-6 ? isFinished ? 1 : 0.8 : 0) { Answer = said });
    }
}
