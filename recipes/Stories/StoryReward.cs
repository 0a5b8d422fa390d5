using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Kimi.Recipes.Stories;

/// <summary>A story earns half for the share of its words that it names, and half for its end; above a half, it counts as correct.</summary>
[ImplementationVersion(1)]
public sealed class StoryReward : IReward<StoryProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(StoryProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        const RegexOptions AnyCase = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
        var named = problem.Words.Count(word => Regex.IsMatch(rollout.Text, $@"\b{Regex.Escape(word)}\b", AnyCase));
        var ended = rollout.StopReason == StopReason.EndOfText;
        var score = (0.5 * named / problem.Words.Count) + (ended ? 0.5 : 0);
        return new(new Verdict.Scored(score, $"{named} of {problem.Words.Count} words{(ended ? ", ended" : "")}"));
    }
}
