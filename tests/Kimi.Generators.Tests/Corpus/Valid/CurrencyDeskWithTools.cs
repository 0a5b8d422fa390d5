// Form: an instruct model that calls tools of the team by JSON, with a service behind them and errors that it may read
using System.ComponentModel;
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Desk;

[Recipe("currency-desk", Seed = 5)]
[Sampling(MaxResponseTokens = 1_024)]
[Tools<DeskTools>(MaxTurns = 6, MaxReplyTokens = 1_024, OnFault = ToolFault.Message)]
public abstract partial class CurrencyDeskWithTools
{
    [LoadPolicy("models/qwen3-4b")]
    public abstract Policy Start();

    [ProblemsFile(Path = "data/desk/requests.jsonl", PromptField = "messages", AnswerField = "amount", TagFields = ["kind"], Split = Split.Train)]
    public abstract PromptSet Requests();

    [ProblemsFile(Path = "data/desk/requests.jsonl", PromptField = "messages", AnswerField = "amount", TagFields = ["kind"], Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(
        Iterations = 120, PromptsPerIteration = 48, StepsPerIteration = 2, LearningRate = 2e-5, WarmupIterations = 8, MicroBatchTokens = 16_384,
        MaxFaultRate = 0.1, Parts = 4)]
    [Dapo]
    [Lora(Rank = 32, Alpha = 64)]
    [Tools<DeskTools>]
    [MathReward]
    public abstract Policy Clerk(Policy start, PromptSet requests);

    [Evaluate(SamplesPerPrompt = 4)]
    [Tools<DeskTools>]
    [MathReward]
    public abstract Evaluation Report(Policy start, Policy clerk, PromptSet heldOut);
}

/// <summary>What the desk knows of a day.</summary>
public interface IRates
{
    /// <summary>How much one unit is worth in euros; null for a currency that is not traded.</summary>
    ValueTask<decimal?> InEurosAsync(string currency, DateOnly day);
}

/// <summary>The tools of the desk.</summary>
public sealed class DeskTools(IRates rates)
{
    private const int MoneyDigits = 2;

    /// <summary>Looks a rate up.</summary>
    [Description("The rate of the day: how many units of the second currency one unit of the first is worth.")]
    public async Task<string> ExchangeRateAsync(
        [Description("Three letters, such as USD")] string from, [Description("Three letters")] string to, [Description("The day, as 2024-05-31")] string day)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return $"'{day}' is no day: write it as 2024-05-31";
        var (of, into) = (await rates.InEurosAsync(from.ToUpperInvariant(), date), await rates.InEurosAsync(to.ToUpperInvariant(), date));
        return (of, into) switch
        {
            (null, _) => $"{from} is not traded here",
            (_, null or 0) => $"{to} is not traded here",
            var (a, b) => (a.Value / b.Value).ToString("0.000000", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Multiplies and rounds as the desk does.</summary>
    [Description("An amount times a rate, rounded to cents, half up.")]
    public decimal Convert(decimal amount, decimal rate) => decimal.Round(amount * rate, MoneyDigits, MidpointRounding.AwayFromZero);

    /// <summary>Takes the fee away.</summary>
    [Description("What is left of an amount after a fee in percent.")]
    public decimal AfterFee(decimal amount, [Description("From 0 to 100")] decimal percent) =>
        decimal.Round(amount * (100 - percent) / 100, MoneyDigits, MidpointRounding.AwayFromZero);
}
