// Form: an environment with an opponent, judged by all turns of an episode
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("haggling")]
[Sampling(MaxResponseTokens = 80)]
[Environment<Stall>(MaxTurns = 5, MaxReplyTokens = 24, TimeLimitSeconds = 5)]
public abstract partial class HagglingByTheSeed
{
    [Problems<Errands>(Count = 4_000)]
    public abstract PromptSet Errands();

    [Problems<Errands>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<FirstOffer>]
    public abstract Demonstrations Offers(PromptSet errands);

    [InitializeTransformer(HiddenSize = 192, AttentionHeads = 6, FeedForwardSize = 512, ContextLength = 320)]
    public abstract Policy Initial();

    [FineTune(Steps = 600, BatchSize = 32, LearningRate = 1e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations offers);

    [Reinforce(Iterations = 80, DecayFraction = 0.4)]
    [Grpo(Beta = 0)]
    [Reward<Saved>]
    [Environment<Stall>]
    public abstract Policy Buyer(Policy sft, PromptSet errands);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<Saved>]
    [Environment<Stall>]
    public abstract Evaluation Report(Policy sft, Policy buyer, PromptSet heldOut);
}

/// <summary>Something to buy.</summary>
[ProblemType("errand")]
public sealed record Errand : Problem
{
    /// <summary>What it may cost at most.</summary>
    public required int Budget { get; init; }
}

/// <summary>Sends a buyer to the market.</summary>
public sealed class Errands : IProblemSource<Errand>
{
    private static readonly string[] s_wares = ["a lamp", "a rug", "a kettle", "a mirror", "a drum", "a chair", "a clock", "a bowl"];

    /// <inheritdoc/>
    public IEnumerable<Errand> Problems(Random random)
    {
        while (true)
        {
            var (ware, budget) = (s_wares[random.Next(s_wares.Length)], random.Next(20, 1_000));
            yield return new() { Id = $"{ware} for {budget}", Prompt = $"Buy {ware} for {budget} at most. ", Budget = budget };
        }
    }
}

/// <summary>Offers the whole budget at once.</summary>
public sealed class FirstOffer : IDemonstrationSource<Errand>
{
    /// <inheritdoc/>
    public string Respond(Errand problem, Random random) => $"I offer {random.Next(problem.Budget / 2, problem.Budget + 1)}";
}

/// <summary>A seller who sells at a price that only the seed knows.</summary>
public sealed class Stall : IEnvironment<Errand>
{
    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => ["\n"];

    /// <summary>The number that a turn offers, or null.</summary>
    internal static int? OfferOf(PolicyTurn turn) =>
        int.TryParse(turn.Text.Trim().Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var offer) ? offer : null;

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Errand problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        var share = 0.4 + (context.Seed % 50 / 100.0);
        return new(new Haggle((int)(problem.Budget * share)));
    }

    private sealed class Haggle(int price) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) => new(OfferOf(turn) switch
        {
            null => new EnvironmentReply.Continue(" How much?\n"),
            var offer when offer >= price => new EnvironmentReply.Finished(),
            _ => new EnvironmentReply.Continue(" Too little.\n"),
        });

        public ValueTask DisposeAsync() => default;
    }
}

/// <summary>The share of the budget that is left when the seller agrees; nothing if there is no deal.</summary>
public sealed class Saved : IReward<Errand>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Errand problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var turns = rollout.Turns.OfType<PolicyTurn>().ToList();
        if (rollout.StopReason is StopReason.TurnLimit or StopReason.LengthLimit || turns is [] || Stall.OfferOf(turns[^1]) is not { } paid)
            return new(new Verdict.Scored(0, "no deal"));
        return new(paid > problem.Budget
            ? new Verdict.Scored(0, "too dear")
            : new Verdict.Scored(0.5 + (0.5 * (problem.Budget - paid) / problem.Budget), "deal"));
    }
}
