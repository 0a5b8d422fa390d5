using Kimi.Dsl;

namespace Kimi.Recipes.Searches;

/// <summary>Whether a response has found the answer, and not guessed it: the value of its last trial is 0, and the answer behind it is right.</summary>
[ImplementationVersion(1)]
public sealed class FoundAnswerReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(rollout);
        return new(Verdict.Of(rollout.Text.EndsWith($"0#{problem.Answer}", StringComparison.Ordinal)));
    }
}
