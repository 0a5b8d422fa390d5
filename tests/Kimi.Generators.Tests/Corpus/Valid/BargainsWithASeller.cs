// Form: a seller with dice of the episode's own bargains with the policy, and a deal is kept in the turns and judged by them
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Market;

[Recipe("bargains-with-a-seller")]
public abstract partial class BargainsWithASeller
{
    [Problems<Offers>(Count = 2_000)]
    public abstract PromptSet Offers();

    [Problems<Offers>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet OtherOffers();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, MaxResponseTokens = 240, LearningRate = 2e-6, PromptsPerIteration = 32)]
    [MirrorDescent(Baseline = Baseline.LeaveOneOutSoft, Tau = 0.2)]
    [Environment<Seller>(MaxTurns = 5, MaxReplyTokens = 40)]
    [Reward<Saved>]
    public abstract Policy Buyer([From(nameof(Chat))] Policy start, [From(nameof(Offers))] PromptSet problems);

    [Evaluate(MaxResponseTokens = 240)]
    [Environment<Seller>(MaxTurns = 5, MaxReplyTokens = 40)]
    [Reward<Saved>]
    public abstract Evaluation Report(Policy chat, Policy buyer, [From(nameof(OtherOffers))] PromptSet problems);
}
//// Offers.cs
using Kimi.Dsl;

namespace Acme.Market;

/// <summary>What is on sale.</summary>
[ProblemType("offer")]
public sealed record Offer : Problem
{
    /// <summary>What is asked first.</summary>
    public required int Asked { get; init; }

    /// <summary>Below which the seller never goes.</summary>
    public required int Least { get; init; }
}

/// <summary>Offers.</summary>
public sealed class Offers : IProblemSource<Offer>
{
    private static readonly string[] s_goods = ["a lamp", "a chair", "a bicycle", "a carpet", "a violin", "a clock"];

    /// <inheritdoc/>
    public IEnumerable<Offer> Problems(Random random)
    {
        for (; ;)
        {
            var (asked, good) = (random.Next(100, 2_000), s_goods[random.Next(s_goods.Length)]);
            yield return new()
            {
                Id = $"{good} at {asked}",
                Prompt = $"A seller asks {asked} for {good}. Make an offer with BID number, and take the last price with DEAL.",
                Asked = asked,
                Least = asked * (60 + (asked % 30)) / 100,
            };
        }
    }
}
//// Seller.cs
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Market;

/// <summary>A seller who comes down by steps.</summary>
public sealed class Seller : IEnvironment<Offer>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Offer problem, EpisodeContext context, CancellationToken cancellationToken) =>
        new(new Talk(problem, SeededRandom.Derive(context.Seed, "seller")));

    private sealed class Talk(Offer offer, SeededRandom dice) : IEpisode
    {
        private int _price = offer.Asked;

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            EnvironmentReply reply = Bids.Last(turn.Text) switch
            {
                Bid.Deal => new EnvironmentReply.Finished(),
                Bid.Of(var amount) when amount >= _price => new EnvironmentReply.Finished(),
                Bid.Of(var amount) => new EnvironmentReply.Continue(Next(amount)),
                _ => new EnvironmentReply.Continue($"I ask {_price}."),
            };
            return new(reply);
        }

        public ValueTask DisposeAsync() => default;

        private string Next(int amount)
        {
            var step = dice.Next(5, 15) * (_price - offer.Least) / 20;
            _price = Math.Max(Math.Max(offer.Least, amount), _price - step);
            return string.Create(CultureInfo.InvariantCulture, $"I can give it for {_price}.");
        }
    }
}

/// <summary>What a turn says.</summary>
public abstract record Bid
{
    /// <summary>The last price is taken.</summary>
    public sealed record Deal : Bid;

    /// <summary>An amount is offered.</summary>
    public sealed record Of(int Amount) : Bid;
}

/// <summary>Reads bids.</summary>
public static class Bids
{
    /// <summary>The bid of a turn, or null.</summary>
    public static Bid? Last(string text)
    {
        var words = text.Split([' ', '\n', '.', '!'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = words.Length - 1; i >= 0; i--)
        {
            if (words[i] == "DEAL")
                return new Bid.Deal();
            if (words[i] == "BID" && i + 1 < words.Length && int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
                return new Bid.Of(amount);
        }

        return null;
    }
}

/// <summary>The share of what could be saved, from what both said.</summary>
public sealed class Saved : IReward<Offer>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Offer problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var price = problem.Asked;
        foreach (var turn in rollout.Turns)
        {
            switch (turn)
            {
                case EnvironmentTurn { Text: var said } when Amount(said) is { } asked:
                    price = asked;
                    break;
                case PolicyTurn { Text: var said } when Bids.Last(said) is Bid.Deal:
                    return new(Score(price));
                case PolicyTurn { Text: var said } when Bids.Last(said) is Bid.Of(var amount) && amount >= price:
                    return new(Score(amount));
            }
        }

        return new(new Verdict.Scored(0, "no deal"));

        Verdict Score(int paid) => new Verdict.Scored(
            Math.Clamp(0.1 + (0.9 * (problem.Asked - paid) / Math.Max(1, problem.Asked - problem.Least)), 0, 1), "deal");
    }

    private static int? Amount(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }
}
