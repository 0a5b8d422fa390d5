// Form: digits of a difference that is never below 0
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("difference-above-zero")]
public abstract partial class DifferenceAboveZero
{
    [Problems<DifferenceAboveZeroSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<DifferenceAboveZeroSource>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<DifferenceAboveZeroJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<DifferenceAboveZeroJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums.</summary>
public sealed class DifferenceAboveZeroSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var less = random.Next(1_000);
            var more = less + random.Next(1_000);
            yield return new() { Id = $"{more}-{less}", Prompt = $"{more}-{less}=", Answer = $"{more - less}" };
        }
    }
}

/// <summary>Judges a response.</summary>
public sealed class DifferenceAboveZeroJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var numbers = Regex.Matches(rollout.Text, @"\d+");
        return new(Verdict.Of(numbers.Count > 0 && numbers[^1].Value == problem.Answer));
    }
}
