// Form: an extraction task whose JSON is compared field by field, with partial credit and no exception for broken JSON
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;

namespace Acme.Extraction;

[Recipe("grades-in-json")]
[Sampling(MaxResponseTokens = 320)]
public abstract partial class GradesInJson
{
    [Problems<Invoices>(Count = 4_000)]
    public abstract PromptSet Train();

    [Problems<Invoices>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/instruct-0.5b")]
    public abstract Policy Instruct();

    [Reinforce(Iterations = 80, LearningRate = 3e-6), Grpo, Reward<FieldByField>]
    public abstract Policy Extractor([From(nameof(Instruct))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate(Temperature = 0.2), Reward<FieldByField>]
    public abstract Evaluation Report([From(nameof(Instruct))] Policy before, Policy extractor, [From(nameof(Test))] PromptSet problems);
}

/// <summary>An invoice to read.</summary>
[ProblemType("invoice")]
public sealed record Invoice : Problem
{
    /// <summary>What it says, by field.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
}

/// <summary>Invoices in plain words.</summary>
public sealed class Invoices : IProblemSource<Invoice>
{
    private static readonly (string Name, string Town)[] s_firms = [("Alder", "Bern"), ("Birch", "Oslo"), ("Cedar", "Riga"), ("Doum", "Pisa")];

    /// <inheritdoc/>
    public IEnumerable<Invoice> Problems(Random random)
    {
        while (true)
        {
            var (firm, town) = s_firms[random.Next(s_firms.Length)];
            var number = random.Next(10_000, 99_999);
            var amount = $"{random.Next(10, 2_000)}.{random.Next(100):00}";
            yield return new()
            {
                Id = $"{firm}-{number}-{amount}",
                Prompt = $"{firm} of {town} asks for {amount} EUR by invoice {number}. Give firm, town, amount and number as a JSON object of texts.",
                Fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
                {
                    ["firm"] = firm, ["town"] = town, ["amount"] = amount, ["number"] = $"{number}",
                },
            };
        }
    }
}

/// <summary>The share of fields that are right, less what was added; 0 where there is no object.</summary>
public sealed class FieldByField : IReward<Invoice>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Invoice problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(TryRead(rollout.Text) is { } given ? Grade(problem.Fields, given) : new Verdict.Scored(0, "no object"));

    private static Verdict.Scored Grade(IReadOnlyDictionary<string, string> expected, JsonObject given)
    {
        var right = expected.Count(field => given.TryGetPropertyValue(field.Key, out var node)
            && node is JsonValue value && value.TryGetValue<string>(out var text) && text == field.Value);
        var invented = given.Count(field => !expected.ContainsKey(field.Key));
        return new(Math.Max(0, right - invented) / (double)expected.Count, "fields");
    }

    private static JsonObject? TryRead(string text)
    {
        var (start, end) = (text.IndexOf('{'), text.LastIndexOf('}'));
        if (start < 0 || end < start)
            return null;
        try
        {
            var read = JsonNode.Parse(text[start..(end + 1)], documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
            return read;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
