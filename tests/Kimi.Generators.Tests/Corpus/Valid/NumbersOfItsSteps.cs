// Form: a reward counts the numbers that are shown on the way by digits alone, while the answer, which may be below zero, is compared as a text
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Steps;

[Recipe("numbers-of-its-steps")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class NumbersOfItsSteps
{
    [Problems<Differences>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Differences>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<ShowsItsWork>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<ShowsItsWork>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Differences.</summary>
public sealed class Differences : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var a = random.Next(10_000);
            var b = random.Next(10_000);
            yield return new()
            {
                Id = $"{a}-{b}",
                Prompt = $"{a} - {b} = ? Show your work, and end with the result.",
                Answer = (a - b).ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}

/// <summary>Right, and with numbers on the way.</summary>
public sealed class ShowsItsWork : IReward<MathProblem>
{
    private static readonly Regex s_number = new(@"\d+");

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var last = rollout.Text.TrimEnd().Split(' ', '\n')[^1].TrimEnd('.');
        var shown = Math.Min(4, s_number.Count(rollout.Text));
        return new(new Verdict.Scored(last == problem.Answer ? 0.6 + (0.1 * shown) : 0));
    }
}
