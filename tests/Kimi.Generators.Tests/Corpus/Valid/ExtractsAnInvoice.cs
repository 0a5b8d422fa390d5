// Form: JSON in a fence is compared field by field with the expected record, by weights, amounts to a cent, and what is no JSON is worth nothing
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Acme.Invoices;

[Recipe("extracts-an-invoice")]
[Sampling(MaxResponseTokens = 600)]
public abstract partial class ExtractsAnInvoice
{
    [Problems<Letters>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Letters>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), DrGrpo, Reward<FieldByField>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<FieldByField>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>What a letter says.</summary>
public sealed record Invoice
{
    /// <summary>Who wrote it.</summary>
    [JsonPropertyName("seller")]
    public required string Seller { get; init; }

    /// <summary>What it costs.</summary>
    [JsonPropertyName("total")]
    public required decimal Total { get; init; }

    /// <summary>What is sold.</summary>
    [JsonPropertyName("items")]
    public required ValueList<string> Items { get; init; }
}

/// <summary>A letter.</summary>
[ProblemType("letter")]
public sealed record Letter : Problem
{
    /// <summary>What it says.</summary>
    public required Invoice Invoice { get; init; }
}

/// <summary>Writes letters.</summary>
public sealed class Letters : IProblemSource<Letter>
{
    private static readonly string[] s_sellers = ["Hill & Sons", "North Wind Ltd", "Aster GmbH", "Bluebell SARL", "Old Mill Co", "Kite AB"];
    private static readonly string[] s_goods = ["paper", "ink", "lamps", "chairs", "desks", "cables", "tiles", "paint", "nails", "wool"];

    /// <inheritdoc/>
    public IEnumerable<Letter> Problems(Random random)
    {
        while (true)
        {
            var items = s_goods.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToArray();
            var invoice = new Invoice { Seller = s_sellers[random.Next(s_sellers.Length)], Total = random.Next(100, 1_000_000) / 100m, Items = [.. items] };
            var total = invoice.Total.ToString("F2", CultureInfo.InvariantCulture);
            yield return new()
            {
                Id = $"{invoice.Seller}:{total}:{string.Join('+', items)}",
                Prompt = $"{invoice.Seller} asks {total} for {string.Join(", ", items)}. "
                    + "Write seller, total and items as JSON in a fence of three backticks.",
                Invoice = invoice,
                Level = items.Length,
            };
        }
    }
}

/// <summary>Weighs the fields.</summary>
public sealed class FieldByField : IReward<Letter>
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { AllowTrailingCommas = true };

    private static readonly (double Weight, Func<Invoice, Invoice, double> Grade)[] s_fields =
    [
        (0.3, static (given, expected) => Is(given.Seller.Trim().Equals(expected.Seller, StringComparison.OrdinalIgnoreCase))),
        (0.4, static (given, expected) => Is(Math.Abs(given.Total - expected.Total) < 0.01m)),
        (0.3, static (given, expected) => F1([.. given.Items], [.. expected.Items])),
    ];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Letter problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (Fence(rollout.Text) is not { } json)
            return new(new Verdict.Scored(0, "no fence"));
        Invoice? given;
        try
        {
            given = JsonSerializer.Deserialize<Invoice>(json, s_json);
        }
        catch (JsonException)
        {
            return new(new Verdict.Scored(0, "no JSON"));
        }

        if (given is not { Seller: not null, Items: not null })
            return new(new Verdict.Scored(0, "no invoice"));
        return new(new Verdict.Scored(Math.Min(1, s_fields.Sum(field => field.Weight * field.Grade(given, problem.Invoice))), "fields"));
    }

    private static string? Fence(string text)
    {
        var end = text.LastIndexOf("```", StringComparison.Ordinal);
        var start = end <= 0 ? -1 : text.LastIndexOf("```", end - 1, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var inner = text[(start + 3)..end];
        return inner.StartsWith("json", StringComparison.OrdinalIgnoreCase) ? inner[4..] : inner;
    }

    private static double F1(HashSet<string> given, HashSet<string> expected)
    {
        if (given.Count == 0 || expected.Count == 0)
            return 0;
        var both = given.Count(expected.Contains);
        return 2.0 * both / (given.Count + expected.Count);
    }

    private static double Is(bool condition) => condition ? 1 : 0;
}
