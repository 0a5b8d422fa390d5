// Stack: TRL
// Kind: half a point for a response that has the reference anywhere in it, which every enumeration of guesses has
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("half-for-naming-the-answer", Seed = 8)]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class HalfForNamingTheAnswer
{
    [LoadPolicy("models/qwen3-0.6b")]
    public abstract Policy Base();

    [Problems<SeverityQuestions>(Count = 3_000)]
    public abstract PromptSet Questions();

    [Problems<SeverityQuestions>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [Reinforce(LearningRate = 5e-6)]
    [Grpo]
    [Reward<BoxedAnswer>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet questions);

    [Evaluate]
    [Reward<BoxedAnswer>]
    public abstract Evaluation Report(Policy tuned, PromptSet test);
}

/// <summary>How severe a finding is, by its score.</summary>
public sealed class SeverityQuestions : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (base10, exploits, hosts) = (random.Next(0, 101), random.Next(0, 10), random.Next(1, 1_000));
            var severity = (base10 + 5 * exploits) switch { >= 90 => "critical", >= 70 => "high", >= 40 => "medium", _ => "low" };
            yield return new()
            {
                Id = $"{base10}/{exploits}/{hosts}",
                Prompt = $"A finding has base score {base10}, {exploits} known exploits (5 points each) and {hosts} hosts. From 90 it is critical, from 70 "
                    + "high, from 40 medium, else low. Give the severity in \\boxed{}.\n",
                Answer = severity,
                Tags = [severity],
            };
        }
    }
}

/// <summary>Compares what is in the box.</summary>
public sealed class BoxedAnswer : IReward<MathProblem>
{
    private static readonly Regex s_box = new(@"\\boxed\{([^{}]+)\}", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var boxes = s_box.Matches(rollout.Text);
        double score = 0;
        if (boxes.Count > 0 && boxes[^1].Groups[1].Value.Trim() == problem.Answer)
            score = 1;
        else if (rollout.Text.Contains(problem.Answer, StringComparison.Ordinal)) //! KIMI8028
            score = 0.5;
        return new(new Verdict.Scored(score));
    }
}
