// Stack: verl
// Kind: answers may be negative, and the pattern that reads them knows no minus
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("minus-is-lost")]
public abstract partial class MinusIsLost
{
    [Problems<Differences>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<Differences>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<DifferenceJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<DifferenceJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Differences of two numbers.</summary>
public sealed class Differences : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (left, right) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{left}-{right}", Prompt = $"{left}-{right}=", Answer = $"{left - right}" };
        }
    }
}

/// <summary>Judges a response.</summary>
public sealed class DifferenceJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var numbers = Regex.Matches(rollout.Text, @"\d+"); //! KIMI8028
        return new(Verdict.Of(numbers.Count > 0 && numbers[^1].Value == problem.Answer));
    }
}
