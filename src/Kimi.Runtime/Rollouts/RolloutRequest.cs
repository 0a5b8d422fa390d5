using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>A response to generate, or to continue.</summary>
/// <param name="Problem">The problem whose prompt it answers.</param>
/// <param name="Seed">
/// The seed of its randomness: the token at each position depends on the seed, the position and the policy, and neither on the rest of the batch nor
/// on how often the response was cut.
/// </param>
public sealed record RolloutRequest(Problem Problem, ulong Seed)
{
    /// <summary>The part of it that earlier iterations' policies generated; empty for a fresh response.</summary>
    public IReadOnlyList<RolloutSegment> Segments { get; init; } = [];

    /// <summary>Requests for a group of fresh responses to each problem, with seeds of their own.</summary>
    /// <param name="problems">The problems; one may occur several times.</param>
    /// <param name="samplesPerPrompt">Responses per problem; they are consecutive.</param>
    /// <param name="seed">The seed that their seeds derive from.</param>
    public static IReadOnlyList<RolloutRequest> For(IReadOnlyList<Problem> problems, int samplesPerPrompt, ulong seed) =>
    [
        .. from entry in problems.Index()
           let promptSeed = SeededRandom.DeriveSeed(seed, "prompt", entry.Index)
           from sample in Enumerable.Range(0, samplesPerPrompt)
           select new RolloutRequest(entry.Item, SeededRandom.DeriveSeed(promptSeed, "sample", sample)),
    ];
}
