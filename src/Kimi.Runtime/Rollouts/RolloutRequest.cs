using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>A response to generate, or to go on with.</summary>
/// <param name="Problem">The problem whose prompt it answers.</param>
/// <param name="Seed">
/// The seed of its randomness: the token at each place depends on the seed, the place and the policy, and neither on what else is in the batch nor
/// on how often the response was cut.
/// </param>
public sealed record RolloutRequest(Problem Problem, ulong Seed)
{
    /// <summary>What earlier iterations' policies generated of it; empty for a fresh response.</summary>
    public IReadOnlyList<RolloutSegment> Segments { get; init; } = [];

    /// <summary>Requests for a group of fresh responses to each problem, with seeds of their own.</summary>
    /// <param name="problems">The problems; one may occur several times.</param>
    /// <param name="samplesPerPrompt">Responses a problem; they are consecutive.</param>
    /// <param name="seed">The seed theirs derive from.</param>
    public static IReadOnlyList<RolloutRequest> For(IReadOnlyList<Problem> problems, int samplesPerPrompt, ulong seed) =>
    [
        .. from entry in problems.Index()
           let promptSeed = SeededRandom.DeriveSeed(seed, "prompt", entry.Index)
           from sample in Enumerable.Range(0, samplesPerPrompt)
           select new RolloutRequest(entry.Item, SeededRandom.DeriveSeed(promptSeed, "sample", sample)),
    ];
}
