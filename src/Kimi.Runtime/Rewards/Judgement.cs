using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>What the rewards said of a batch of rollouts: those that were scored, in groups, and how many were not, and why.</summary>
/// <param name="Responses">How many responses there were.</param>
/// <param name="Groups">The scored ones by problem, in the order of the rollouts.</param>
/// <param name="Unscorable">How many could not be scored.</param>
/// <param name="Faults">For how many a reward failed.</param>
/// <param name="TimedOut">For how many a reward took too long.</param>
/// <param name="FirstTrouble">The first verdict that was no score, in words; empty when there was none.</param>
internal sealed record Judgement(int Responses, IReadOnlyList<RolloutGroup> Groups, int Unscorable, int Faults, int TimedOut, string FirstTrouble)
{
    /// <summary>The fraction of the scored responses that are correct, or null where none was scored.</summary>
    public double? Accuracy => Groups.Count == 0 ? null : Groups.SelectMany(group => group).Average(rollout => rollout.IsCorrect ? 1 : 0);

    /// <summary>Stops a run whose rewards fail so often that what they say cannot be trained on.</summary>
    /// <exception cref="KimiException">Too many faults and time-outs, or nothing was scored.</exception>
    public void ThrowIfUntrustworthy(double maxFaultRate, string stage)
    {
        if (Faults + TimedOut > maxFaultRate * Responses)
        {
            throw new KimiException(
                $"stage {stage}: the rewards failed on {Faults + TimedOut} of {Responses} responses ({FirstTrouble}), above MaxFaultRate {maxFaultRate}: mend the reward, then run again");
        }

        if (Groups.Count == 0 && Responses > 0)
            throw new KimiException($"stage {stage}: none of {Responses} responses could be scored ({FirstTrouble}): check that the reward fits the problems");
    }
}
