using Kimi.Dsl;
using Kimi.Runtime.Objectives;

namespace Kimi.Runtime.Stages;

/// <summary>A group whose rollouts are scored against each other: penalties are added to the rewards, and the objective compares the sums.</summary>
/// <param name="Group">The judged rollouts.</param>
/// <param name="Rewards">The reward of each, including penalties.</param>
/// <param name="Advantages">How much better each did than its group, or null if it teaches nothing.</param>
internal sealed record ScoredGroup(RolloutGroup Group, IReadOnlyList<double> Rewards, IReadOnlyList<double?> Advantages)
{
    /// <summary>Scores a group.</summary>
    public static ScoredGroup Of(RolloutGroup group, IReadOnlyList<IPenalty> penalties, IPolicyObjective objective, TrainingProgress progress)
    {
        var rewards = group.Select(rollout => rollout.Reward).ToArray();
        foreach (var penalty in penalties)
        {
            var added = penalty.Apply(group, progress);
            for (var i = 0; i < rewards.Length; i++)
                rewards[i] += added[i];
        }

        return new(group, rewards, objective.Advantages(group, rewards));
    }

    /// <summary>Its rollouts that teach something.</summary>
    /// <param name="trains">Which tokens of a rollout count in the loss.</param>
    public List<TrainingSample> Samples(Func<Rollout, bool[]> trains)
    {
        var samples = new List<TrainingSample>();
        for (var i = 0; i < Group.Count; i++)
        {
            if (Advantages[i] is { } advantage)
                samples.Add(new(Group[i].Rollout, advantage, trains(Group[i].Rollout)));
        }

        samples.RemoveAll(sample => sample.TrainedTokens == 0);
        return samples;
    }
}
