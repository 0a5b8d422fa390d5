using Kimi.Dsl;

namespace Kimi.Recipes.Digits;

/// <summary>The share of the asked numbers that stand at their places; a response that goes on after them, or does not end, earns nothing.</summary>
[ImplementationVersion(1)]
public sealed class DigitReward : IReward<Problem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (DigitSequence.Of(problem.Prompt) is not { } asked)
            return new(new Verdict.Unscorable($"'{problem.Prompt.Text}' is no prompt such as 2,5:9,3"));
        var said = DigitSequence.Numbers(rollout.Text, ',');
        var ends = rollout.StopReason == StopReason.EndOfText && said.Count <= asked.Count;
        var right = asked.Answer.Zip(said).Count(pair => pair.First == pair.Second);
        return new(new Verdict.Scored(ends ? (double)right / asked.Count : 0, ends ? $"{right} of {asked.Count}" : "does not end"));
    }
}

/// <summary>Writes the numbers that are asked for.</summary>
[ImplementationVersion(1)]
public sealed class DigitTraces : IDemonstrationSource<Problem>
{
    /// <inheritdoc/>
    public string Respond(Problem problem, Random random) => DigitSequence.Of(problem.Prompt) is { } asked
        ? string.Join(',', asked.Answer)
        : throw new KimiException($"'{problem.Prompt.Text}' is no prompt such as 2,5:9,3: give the stage other problems");
}
