using Kimi.Dsl;
using Kimi.Runtime.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>Samples responses from a policy.</summary>
public interface IRolloutEngine
{
    /// <summary>Samples a group of responses for each prompt.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="requests">The prompts.</param>
    /// <param name="sampling">How to sample.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <returns>The responses, each prompt's consecutive, in the order of the requests.</returns>
    /// <exception cref="KimiException">A prompt and its longest response do not fit the policy's context.</exception>
    IReadOnlyList<Rollout> Generate(
        LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken);
}

/// <summary>A prompt to respond to.</summary>
/// <param name="Problem">The problem whose prompt it is.</param>
/// <param name="Seed">The seed of its responses: with the same one, a response does not depend on what else is in the batch.</param>
public sealed record RolloutRequest(Problem Problem, ulong Seed)
{
    /// <summary>A request for each problem, with seeds of their own.</summary>
    /// <param name="problems">The problems; one may occur several times.</param>
    /// <param name="seed">The seed theirs derive from.</param>
    public static IReadOnlyList<RolloutRequest> For(IReadOnlyList<Problem> problems, ulong seed) =>
        [.. problems.Select((problem, index) => new RolloutRequest(problem, SeededRandom.DeriveSeed(seed, "prompt", index)))];
}

/// <summary>How to sample.</summary>
public sealed record SamplingOptions
{
    /// <summary>Responses for each prompt.</summary>
    public required int SamplesPerPrompt { get; init; }

    /// <summary>The longest response, in tokens.</summary>
    public required int MaxResponseTokens { get; init; }

    /// <summary>The temperature, or 0 for the most likely token each time.</summary>
    public required double Temperature { get; init; }

    /// <summary>The iteration whose policy samples, noted on the rollouts.</summary>
    public int PolicyVersion { get; init; }
}
