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
    public async Task<IReadOnlyList<Rollout>> SampleAsync(
        PolicyHandle policy, SamplingBatch batch, Action<int, Rollout>? finished = null, CancellationToken cancellationToken = default)
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
            Policy = policy.Publish(0),
            Sampling = batch.Sampling with { TokenBudget = int.MaxValue },
            Prompts = [.. batch.Prompts.DistinctBy(prompt => prompt.Id)],
            Requests = [.. requests],
        };
        var places = requests.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
        var text = new ResponseText(order.Sampling, policy.Tokenizer);
        var rollouts = new Rollout[requests.Count];
        await foreach (var answer in dispatcher.ExecuteAsync(policy, order, batch.Parts, cancellationToken).ConfigureAwait(false))
        {
            var place = places[answer.Request];
            var prompt = batch.Prompts[place / batch.SamplesPerPrompt];
            rollouts[place] = RolloutAssembly.Take(requests[place], answer, prompt.Id, prompt, text).Rollout
                ?? throw new KimiException($"an executor cut request {answer.Request} of stage {batch.Stage}, which has no token budget: repair the executor");
            finished?.Invoke(place, rollouts[place]);
        }

        return rollouts;
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

    /// <summary>In how many parts they are generated: <see cref="SamplingStageAttribute.Parts"/>.</summary>
    public int Parts { get; init; } = 1;
}
