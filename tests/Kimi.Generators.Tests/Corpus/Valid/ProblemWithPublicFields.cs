// Form: a problem with its numbers in a public field, which is stored as its properties are
using Kimi.Dsl;

namespace Acme;

[Recipe("problem-with-public-fields")]
public abstract partial class ProblemWithPublicFields
{
    [Problems<Countdowns>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Reaches>]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Numbers.</summary>
[ProblemType("countdown")]
public sealed record Countdown : Problem
{
    /// <summary>The numbers.</summary>
    public ValueList<int> Numbers = [];
}

/// <summary>Makes them.</summary>
public sealed class Countdowns : IProblemSource<Countdown>
{
    /// <inheritdoc/>
    public IEnumerable<Countdown> Problems(Random random)
    {
        for (var number = 0; ; number++)
            yield return new() { Id = $"{number}", Prompt = $"make {number}", Numbers = [number, random.Next(9)] };
    }
}

/// <summary>Judges them.</summary>
public sealed class Reaches : IReward<Countdown>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Countdown problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text == $"{problem.Numbers[0]}"));
}
