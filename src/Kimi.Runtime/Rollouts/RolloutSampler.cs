using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Samples whole responses: for stages that ask a policy once.</summary>
/// <param name="dispatcher">Has them generated.</param>
public sealed class RolloutSampler(RolloutDispatcher dispatcher)
{
    /// <summary>Samples a group of responses to each prompt.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="batch">What to sample.</param>
    /// <param name="finished">Called with the place of a response and the response, as soon as it is there, in any order; null for nobody.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <returns>The responses: those to one prompt are consecutive, in the order of the prompts. Each names its prompt's id as its problem's.</returns>
    /// <exception cref="KimiException">A response cannot be sampled.</exception>
    public Task<IReadOnlyList<Rollout>> SampleAsync(
        PolicyHandle policy, SamplingBatch batch, Action<int, Rollout>? finished = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return SampleAsync(new(dispatcher, episodes: null), policy, problems: null, batch, finished, cancellationToken);
    }

    /// <summary>Samples a group of responses to each problem, in an environment if there is one.</summary>
    internal async Task<IReadOnlyList<Rollout>> SampleAsync(
        RolloutRounds rounds, PolicyHandle policy, IReadOnlyList<Problem>? problems, SamplingBatch batch, Action<int, Rollout>? finished,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(batch);
        var requests = RolloutRequest.For(batch.Prompts.Select(prompt => prompt.Id), batch.SamplesPerPrompt, batch.Seed, batch.Purpose);
        if (requests.Count == 0)
            return [];
        var order = new RolloutOrder
        {
            Stage = batch.Stage,
            Address = batch.Address,
            Policy = policy.Publish(batch.Version),
            Sampling = batch.Sampling,
            Prompts = [],
            Requests = [],
        };
        var places = requests.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
        var asked = requests.Select((request, place) => new AskedResponse(
            request, batch.Prompts[place / batch.SamplesPerPrompt], problems?[place / batch.SamplesPerPrompt])).ToList();
        var rollouts = new Rollout[requests.Count];
        await rounds.RunAsync(policy, order, asked, batch.Parts, Take, cancellationToken).ConfigureAwait(false);
        return rollouts;

        void Take(PendingResponse response)
        {
            var place = places[response.Request.Id];
            rollouts[place] = response.Rollout
                ?? throw new KimiException(
                    $"an executor cut request {response.Request.Id} of stage {batch.Stage}, which has no token budget: repair the executor");
            finished?.Invoke(place, rollouts[place]);
        }
    }
}

/// <summary>Responses to sample.</summary>
public sealed record SamplingBatch
{
    /// <summary>The stage that asks.</summary>
    public required string Stage { get; init; }

    /// <summary>The address of the stage's output.</summary>
    public string Address { get; init; } = "";

    /// <summary>What the responses are for: their ids begin with it.</summary>
    public string Purpose { get; init; } = "responses";

    /// <summary>The prompts; those of the same id are the same.</summary>
    public required IReadOnlyList<RolloutPrompt> Prompts { get; init; }

    /// <summary>Responses to each.</summary>
    public int SamplesPerPrompt { get; init; } = 1;

    /// <summary>The seed of their randomness.</summary>
    public ulong Seed { get; init; }

    /// <summary>How to sample.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>
    /// The version of the policy. A stage that trains the policy after sampling from it withdraws it first (<see cref="RolloutDispatcher.WithdrawAsync"/>), and
    /// samples from the next version.
    /// </summary>
    public int Version { get; init; }

    /// <summary>In how many parts they are generated: <see cref="SamplingStageAttribute.Parts"/>.</summary>
    public int Parts { get; init; } = 1;
}
