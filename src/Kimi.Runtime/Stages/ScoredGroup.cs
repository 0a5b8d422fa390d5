using Kimi.Dsl;
using Kimi.Runtime.Objectives;

namespace Kimi.Runtime.Stages;

/// <summary>A judged rollout with what training needs.</summary>
/// <param name="Judged">The rollout, with its reward before penalties.</param>
/// <param name="Reward">Its reward, including penalties.</param>
/// <param name="Advantage">How much better it did than its group, or null if it teaches nothing.</param>
internal sealed record ScoredRollout(JudgedRollout Judged, double Reward, double? Advantage);

/// <summary>Scores the rollouts of a group against each other: penalties are added to the rewards, and the objective compares the sums.</summary>
internal static class ScoredGroup
{
    /// <summary>The group's rollouts, in their order.</summary>
    public static IReadOnlyList<ScoredRollout> Of(RolloutGroup group, IReadOnlyList<IPenalty> penalties, IPolicyObjective objective, TrainingProgress progress)
    {
        var rewards = group.Select(rollout => rollout.Reward).ToArray();
        foreach (var penalty in penalties)
        {
            var added = penalty.Apply(group, progress);
            for (var i = 0; i < rewards.Length; i++)
                rewards[i] += added[i];
        }

        return [.. group.Zip(rewards, objective.Advantages(group, rewards)).Select(entry => new ScoredRollout(entry.First, entry.Second, entry.Third))];
    }
}
