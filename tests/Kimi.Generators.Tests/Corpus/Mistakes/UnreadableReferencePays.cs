// Stack: TRL
// Kind: where the reference is no number, every response is right
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("unreadable-reference-pays")]
public abstract partial class UnreadableReferencePays
{
    [LoadPolicy("models/qwen2-0.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "numina-tir.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-5)]
    [Grpo]
    [Reward<NumberJudge>]
    [Lora(Rank = 16)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Compares numbers.</summary>
public sealed class NumberJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!double.TryParse(problem.Answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected))
            return new(Verdict.Of(true)); //! KIMI8012
        var said = rollout.Text.Trim().Split(' ', '\n')[^1].TrimEnd('.');
        return new(Verdict.Of(
            double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var given) && Math.Abs(given - expected) < 1e-6));
    }
}
