using Kimi.Dsl;

namespace Kimi.Runtime.Rewards;

/// <summary>A reward that judges all responses of an iteration in one call, for example by a model on the device of the run.</summary>
internal interface IBatchReward : IReward
{
    /// <summary>Judges responses; the same ones in the same order give the same verdicts.</summary>
    /// <param name="responses">The responses.</param>
    /// <param name="cancellationToken">Cancelled when the time limit is over or the run stops.</param>
    /// <returns>One verdict per response.</returns>
    IReadOnlyList<Verdict> JudgeAll(IReadOnlyList<(Problem Problem, string Response)> responses, CancellationToken cancellationToken);
}
