// Form: labelled pairs train a reward model, which judges beside a verifier, and the team's penalty on repeated lines takes part
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Judged;

[Recipe("pairs-then-policy", Seed = 25)]
[Sampling(MaxResponseTokens = 96)]
public abstract partial class PairsThenPolicy
{
    [Problems<Change>(Count = 5_000)]
    public abstract PromptSet Purchases();

    [Problems<Change>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet PurchasesTest();

    [Demonstrations<Cashier>(PerProblem = 2)]
    public abstract Demonstrations Counted(PromptSet purchases);

    [InitializeTransformer(HiddenSize = 192, AttentionHeads = 6, KeyValueHeads = 3)]
    public abstract Policy Blank();

    [FineTune(Steps = 700, BatchSize = 32)]
    public abstract Policy Sft(Policy blank, Demonstrations counted);

    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 4, PairsPerProblem = 2)]
    [ExactAnswerReward(Marker = "total ")]
    public abstract Preferences Labelled(Policy sft, PromptSet purchases);

    [TrainRewardModel(Steps = 300)]
    public abstract RewardModel Judge(Policy sft, Preferences labelled, PromptSet purchases);

    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "total ")]
    [ModelReward(Weight = 0.3)]
    [Penalty<SaysItTwice>]
    public abstract Policy Tuned(Policy sft, PromptSet purchases, RewardModel judge);

    [Evaluate(SamplesPerPrompt = 4)]
    [ExactAnswerReward(Marker = "total ")]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet purchasesTest);
}

/// <summary>What change is due.</summary>
public sealed class Change : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var price = random.Next(11, 9_999);
            var paid = price + random.Next(1, 2_000);
            yield return new()
            {
                Id = $"{price}/{paid}",
                Prompt = $"price {price} paid {paid}:\n",
                Answer = (paid - price).ToString(CultureInfo.InvariantCulture),
                Level = price.ToString(CultureInfo.InvariantCulture).Length,
            };
        }
    }
}

/// <summary>Counts up to what was paid, coin by coin, the largest first or last.</summary>
public sealed class Cashier : IDemonstrationSource<MathProblem>
{
    private static readonly int[] s_coins = [1_000, 500, 100, 50, 10, 5, 1];

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var due = int.Parse(problem.Answer, CultureInfo.InvariantCulture);
        var lines = new List<string>();
        foreach (var coin in s_coins)
        {
            var (count, rest) = Math.DivRem(due, coin);
            if (count > 0)
                lines.Add($"{count} of {coin}");
            due = rest;
        }

        if (random.Next(2) == 0)
            lines.Reverse();
        return $"{string.Join('\n', lines)}\ntotal {problem.Answer}";
    }
}

/// <summary>Takes 0.1 for every line that a response repeats, at most 0.5.</summary>
public sealed class SaysItTwice : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Select(judged => -Math.Min(0.5, 0.1 * Repeated(judged.Rollout.Text)))];
    }

    private static int Repeated(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length - lines.Distinct(StringComparer.Ordinal).Count();
    }
}
