using Kimi.Dsl;
using Kimi.Runtime.Verdicts;

namespace Kimi.Runtime.Rewards;

/// <summary>What the rewards said about a rollout.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Verdicts">Each reward's name and verdict.</param>
/// <param name="Judged">The rollout with its reward, or null unless every reward scored it.</param>
public sealed record RolloutVerdicts(Rollout Rollout, IReadOnlyList<(string Reward, Verdict Verdict)> Verdicts, JudgedRollout? Judged)
{
    /// <summary>The first verdict that is a fault or a time-out, else the first that is not a score; only if <see cref="Judged"/> is null.</summary>
    public (string Reward, Verdict Verdict) Trouble => Verdicts.FirstOrDefault(
        entry => entry.Verdict is Verdict.Fault or Verdict.TimedOut, Verdicts.First(entry => entry.Verdict is not Verdict.Scored));
}

/// <summary>What the rewards said about a batch of rollouts.</summary>
/// <param name="responses">How many responses there were.</param>
/// <param name="problems">The problem of each group.</param>
/// <param name="rollouts">Those that were judged, by group.</param>
public sealed class Judgement(int responses, IReadOnlyList<Problem> problems, IReadOnlyList<IReadOnlyList<RolloutVerdicts>> rollouts)
{
    private readonly IReadOnlyList<RolloutVerdicts> _troubled = [.. rollouts.SelectMany(group => group).Where(rollout => rollout.Judged is null)];

    /// <summary>How many responses there were.</summary>
    public int Responses => responses;

    /// <summary>The problem of each group.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Every rollout that was judged, by group, with its verdicts.</summary>
    public IReadOnlyList<IReadOnlyList<RolloutVerdicts>> Rollouts => rollouts;

    /// <summary>The scored ones by problem, in the order of the rollouts; groups without any are omitted.</summary>
    public IReadOnlyList<RolloutGroup> Groups { get; } =
    [
        .. rollouts.Zip(problems, (group, problem) => (problem, Judged: group.Select(rollout => rollout.Judged).OfType<JudgedRollout>().ToList()))
            .Where(group => group.Judged.Count > 0)
            .Select(group => new RolloutGroup(group.problem, group.Judged)),
    ];

    /// <summary>How many could not be scored.</summary>
    public int Unscorable => _troubled.Count(rollout => rollout.Trouble.Verdict is Verdict.Unscorable);

    /// <summary>For how many responses a reward failed.</summary>
    public int Faults => _troubled.Count(rollout => rollout.Trouble.Verdict is Verdict.Fault);

    /// <summary>For how many responses a reward took too long.</summary>
    public int TimedOut => _troubled.Count(rollout => rollout.Trouble.Verdict is Verdict.TimedOut);

    /// <summary>The first verdict that was not a score, in words; empty if there was none.</summary>
    public string FirstTrouble => _troubled.Count == 0 ? "" : Describe(_troubled[0]);

    /// <summary>The fraction of the scored responses that are correct, or null if none was scored.</summary>
    public double? Accuracy => Groups.Count == 0 ? null : Groups.SelectMany(group => group).Average(rollout => rollout.IsCorrect ? 1 : 0);

    /// <summary>This judgement and a later one together.</summary>
    internal Judgement And(Judgement later) =>
        new(Responses + later.Responses, [.. Problems, .. later.Problems], [.. Rollouts, .. later.Rollouts]);

    /// <summary>Stops a run whose rewards fail so often that their verdicts are useless for training.</summary>
    /// <exception cref="KimiException">Too many faults and time-outs.</exception>
    public void ThrowIfUntrustworthy(double maxFaultRate, string stage)
    {
        if (Faults + TimedOut > maxFaultRate * Responses)
        {
            // What is unscorable may be so because others failed.
            var first = _troubled.First(rollout => rollout.Trouble.Verdict is Verdict.Fault or Verdict.TimedOut);
            var what = first.Rollout.Trouble is null ? "the rewards" : "the environment";
            throw new KimiException(
                $"stage {stage}: {what} failed on {Faults + TimedOut} of {Responses} responses ({Describe(first)}), above MaxFaultRate {maxFaultRate}: "
                + "fix that, then run again");
        }
    }

    /// <summary>Stops a run whose rewards do not fit its problems. Only for its first verdicts: later, a problem that cannot be scored is
    /// dropped.</summary>
    /// <exception cref="KimiException">None of the responses was scored.</exception>
    public void ThrowIfNothingIsScored(string stage)
    {
        if (Groups.Count == 0 && Responses > 0)
            throw new KimiException($"stage {stage}: none of {Responses} responses could be scored ({FirstTrouble}): check that the reward fits the problems");
    }

    private static string Describe(RolloutVerdicts rollout) =>
        $"{rollout.Trouble.Reward} on problem {rollout.Rollout.ProblemId}: {rollout.Trouble.Verdict.Describe()}";
}
