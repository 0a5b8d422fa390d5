// Form: a problem record, its source, teacher and reward of a team, and a service behind the reward
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("queries", Seed = 3)]
[Sampling(MaxResponseTokens = 96, StopTexts = [";"])]
public abstract partial class QueriesOnATeamsDatabase
{
    [Problems<QueryTasks>(Count = 6_000)]
    public abstract PromptSet Tasks();

    [Problems<QueryTasks>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<CarelessAnalyst>(PerProblem = 2)]
    public abstract Demonstrations Queries(PromptSet tasks);

    [InitializeTransformer(Layers = 6, HiddenSize = 256, AttentionHeads = 8, KeyValueHeads = 4, FeedForwardSize = 688, ContextLength = 384)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_500, BatchSize = 32, LearningRate = 1e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations queries);

    [Reinforce(Iterations = 60, LearningRate = 2e-4, DecayFraction = 0.5, MaxFaultRate = 0.02)]
    [MirrorDescent]
    [Reward<SameRows>(TimeLimitSeconds = 20)]
    public abstract Policy Analyst(Policy sft, PromptSet tasks);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<SameRows>(TimeLimitSeconds = 20)]
    public abstract Evaluation Report(Policy sft, Policy analyst, PromptSet heldOut);
}

/// <summary>A question about the orders table.</summary>
[ProblemType("query")]
public sealed record QueryTask : Problem
{
    /// <summary>The city that it asks about.</summary>
    public required string City { get; init; }

    /// <summary>The total above which orders count.</summary>
    public required int Above { get; init; }

    /// <summary>What a right query selects.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"select count(*) from orders where city = '{City}' and total > {Above}");
}

/// <summary>Asks about orders.</summary>
[ImplementationVersion(2)]
public sealed class QueryTasks : IProblemSource<QueryTask>
{
    private static readonly string[] s_cities = ["Oslo", "Lima", "Cairo", "Quito", "Hanoi", "Perth", "Turin", "Dakar"];

    /// <inheritdoc/>
    public IEnumerable<QueryTask> Problems(Random random)
    {
        while (true)
        {
            var (city, above) = (s_cities[random.Next(s_cities.Length)], random.Next(1, 2_000));
            yield return new()
            {
                Id = $"{city}:{above}",
                Prompt = $"orders(id, city, total)\nHow many orders from {city} have a total above {above}?\n",
                Tags = [city],
                City = city,
                Above = above,
            };
        }
    }
}

/// <summary>Writes the query, and now and then forgets a part of it.</summary>
[ImplementationVersion(1)]
public sealed class CarelessAnalyst : IDemonstrationSource<QueryTask>
{
    private const double ForgetsRate = 0.4;

    /// <inheritdoc/>
    public string Respond(QueryTask problem, Random random) => random.NextDouble() < ForgetsRate
        ? $"select count(*) from orders where city = '{problem.City}';"
        : $"{problem.Reference};";
}

/// <summary>The team's database, read only.</summary>
public interface IOrders
{
    /// <summary>The rows that a query selects, or null if it is none.</summary>
    Task<IReadOnlyList<string>?> SelectAsync(string query, CancellationToken cancellationToken);
}

/// <summary>Runs both queries and compares what they select.</summary>
[ImplementationVersion(1)]
public sealed class SameRows(IOrders orders) : IReward<QueryTask>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(QueryTask problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.StopReason != StopReason.StopText)
            return new Verdict.Scored(0, "unfinished");
        var wanted = await orders.SelectAsync(problem.Reference, cancellationToken);
        if (wanted is null)
            return new Verdict.Unscorable("the reference query does not run");
        var selected = await orders.SelectAsync(rollout.Text, cancellationToken);
        return selected is null
            ? new Verdict.Scored(0, "not a query")
            : new Verdict.Scored(selected.SequenceEqual(wanted) ? 1 : 0, "rows");
    }
}
