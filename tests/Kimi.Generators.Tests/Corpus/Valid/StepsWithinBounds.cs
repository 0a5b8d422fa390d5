// Form: counts that are bounded before they are weighed, sums of which only one part can be more than nothing, and a penalty that falls in steps
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Bounded;

[Recipe("steps-within-bounds")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class StepsWithinBounds
{
    [ProblemsFile(Path = "lists/train.jsonl")]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "lists/test.jsonl")]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<ByItems>, Reward<ByLines>(Weight = 0.5), Reward<OneOfTwo>(Weight = 0.5), Penalty<Steps>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<ByItems>, Reward<OneOfTwo>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A fifth for each of up to five items, where the answer is among them.</summary>
public sealed class ByItems : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var items = rollout.Text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (items.Length > 5 || Array.IndexOf(items, problem.Answer) < 0)
            return new(new Verdict.Scored(0, "other"));
        return new(new Verdict.Scored(0.2 * items.Length, "items"));
    }
}

/// <summary>A quarter for each of the first four lines, of which the last has the rest.</summary>
public sealed class ByLines : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var lines = rollout.Text.Trim().Split('\n', 4);
        return new(new Verdict.Scored(lines[^1].Contains(problem.Answer, StringComparison.Ordinal) ? 0.25 * lines.Length : 0));
    }
}

/// <summary>One way to end, or the other.</summary>
public sealed class OneOfTwo : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var last = rollout.Text.TrimEnd().Split('\n')[^1];
        var isShort = rollout.Length < 100;
        var form = (last == problem.Answer ? 0.8 : 0) + (last == $"Answer: {problem.Answer}" ? 0.7 : 0);
        return new(new Verdict.Scored(form + (isShort ? 0.1 : 0) + (isShort ? 0 : 0.05)));
    }
}

/// <summary>Halves what long responses lose with every ten iterations.</summary>
public sealed class Steps : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var weight = 0.2 * Math.Pow(0.5, progress.Iteration / 10);
        return [.. group.Select(one => one.Length > 200 ? -weight : 0)];
    }
}
