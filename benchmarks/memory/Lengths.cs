using Kimi.Dsl;

namespace Kimi.Memory;

/// <summary>Prompts of 32 bytes.</summary>
public sealed class LengthProblemsAttribute : ProblemsAttribute<LengthProblems>;

/// <summary>Makes them.</summary>
[ImplementationVersion(1)]
public sealed class LengthProblems : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var prompt = string.Concat(Enumerable.Range(0, 32).Select(_ => (char)('a' + random.Next(26))));
            yield return new() { Id = prompt, Prompt = prompt, Answer = string.Concat(prompt.Reverse()) };
        }
    }
}

/// <summary>Responses that fill a context of 256 tokens.</summary>
public sealed class LengthTracesAttribute : DemonstrationsAttribute<LengthTraces>;

/// <summary>Writes them.</summary>
[ImplementationVersion(1)]
public sealed class LengthTraces : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
#pragma warning disable KIMI8018 // Only lengths count here.
    public string Respond(MathProblem problem, Random random)
#pragma warning restore KIMI8018
    {
        ArgumentNullException.ThrowIfNull(random);
        return string.Concat(Enumerable.Range(0, 223).Select(_ => (char)('a' + random.Next(26))));
    }
}

/// <summary>Half of the responses are right, whatever they say.</summary>
public sealed class ParityRewardAttribute : RewardAttribute<ParityReward>;

/// <summary>Judges them.</summary>
[ImplementationVersion(1)]
public sealed class ParityReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return new(new Verdict.Scored(rollout.Tokens.Sum() % 2, "parity"));
    }
}
