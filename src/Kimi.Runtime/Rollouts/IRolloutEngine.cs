using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>Samples responses from a policy, tokens in and tokens out.</summary>
public interface IRolloutEngine
{
    /// <summary>Generates responses, or continues them.</summary>
    /// <param name="policy">The policy; the weights it has now.</param>
    /// <param name="requests">The responses to generate. A prompt shared by consecutive requests is read once.</param>
    /// <param name="sampling">How to sample.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <returns>The outcome of each request, in their order.</returns>
    /// <exception cref="KimiException">A prompt is empty, or it and its longest response do not fit the policy's context.</exception>
    IReadOnlyList<RolloutOutcome> Generate(
        LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken);
}

/// <summary>The outcome of a request.</summary>
public abstract record RolloutOutcome
{
    private RolloutOutcome()
    {
    }

    /// <summary>The response is finished.</summary>
    /// <param name="Rollout">The response.</param>
    public sealed record Finished(Rollout Rollout) : RolloutOutcome;

    /// <summary>The token budget cut the response, or it has not begun.</summary>
    /// <param name="Request">The request that continues it.</param>
    public sealed record Unfinished(RolloutRequest Request) : RolloutOutcome;
}

/// <summary>Requests to an engine without a token budget.</summary>
public static class RolloutEngineExtensions
{
    /// <summary>Generates whole responses.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="requests">The responses to generate.</param>
    /// <param name="sampling">How to sample; its token budget does not count.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <returns>The responses, in the order of the requests.</returns>
    public static IReadOnlyList<Rollout> Finish(
        this IRolloutEngine engine, LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(sampling);
        var whole = sampling with { TokenBudget = int.MaxValue };
        return [.. engine.Generate(policy, requests, whole, cancellationToken).Cast<RolloutOutcome.Finished>().Select(outcome => outcome.Rollout)];
    }
}
