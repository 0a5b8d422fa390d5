// Form: answers are records in JSON, compared field by field, a broken reference is unscorable and a broken response is wrong
using System.Text.Json;
using Kimi.Dsl;

namespace Acme.Extraction;

[Recipe("records-in-json", Seed = 8)]
[Sampling(MaxResponseTokens = 96)]
public abstract partial class RecordsInJson
{
    [Problems<Letters>(Count = 5_000)]
    public abstract PromptSet Mail();

    [Problems<Letters>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet Inbox();

    [Demonstrations<Clerk>]
    public abstract Demonstrations Filed(PromptSet mail);

    [InitializeTransformer(Layers = 6, HiddenSize = 192, AttentionHeads = 6)]
    public abstract Policy Blank();

    [FineTune(Steps = 500, BatchSize = 32, DecayFraction = 0.5)]
    public abstract Policy Reader(Policy blank, Demonstrations filed);

    [Reinforce(SamplesPerPrompt = 16)]
    [MirrorDescent]
    [Fields]
    public abstract Policy Filing(Policy reader, PromptSet mail);

    [Evaluate]
    [Fields]
    public abstract Evaluation Report(Policy reader, Policy filing, PromptSet inbox);
}

/// <summary>A letter, and what is to be filed of it.</summary>
[ProblemType("acme-letter")]
public sealed record Letter : Problem
{
    /// <summary>The record as JSON.</summary>
    public required string Expected { get; init; }
}

/// <summary>Writes letters.</summary>
public sealed class Letters : IProblemSource<Letter>
{
    private static readonly string[] s_senders = ["Berg", "Costa", "Dunn", "Ilic", "Okafor"];
    private static readonly string[] s_topics = ["invoice", "return", "delay"];

    /// <inheritdoc/>
    public IEnumerable<Letter> Problems(Random random)
    {
        while (true)
        {
            var (sender, topic, number) = (s_senders[random.Next(s_senders.Length)], s_topics[random.Next(s_topics.Length)], random.Next(100, 100_000));
            yield return new()
            {
                Id = $"{sender}/{topic}/{number}",
                Prompt = random.Next(2) == 0 ? $"{sender} writes about {topic} {number}: " : $"On {topic} {number}, from {sender}: ",
                Expected = JsonSerializer.Serialize(new { sender, topic, number }),
                Tags = [topic],
            };
        }
    }
}

/// <summary>Files a letter.</summary>
public sealed class Clerk : IDemonstrationSource<Letter>
{
    /// <inheritdoc/>
    public string Respond(Letter problem, Random random) => problem.Expected;
}

/// <summary>Judges records by their fields.</summary>
public sealed class FieldsAttribute : RewardAttribute<Fields>;

/// <summary>The share of fields that are right.</summary>
public sealed class Fields : IReward<Letter>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Letter problem, Rollout rollout, CancellationToken cancellationToken) => new(Judge(problem, rollout));

    private static Verdict Judge(Letter problem, Rollout rollout)
    {
        if (Read(problem.Expected) is not { } expected)
            return new Verdict.Unscorable($"the reference of {problem.Id} is not a record");
        if (Read(rollout.Text) is not { } given)
            return new Verdict.Scored(0, "no record");
        var right = expected.Count(field => given.TryGetValue(field.Key, out var value) && JsonElement.DeepEquals(value, field.Value));
        var fields = expected.Keys.Union(given.Keys).Count();
        return new Verdict.Scored((double)right / fields, right == fields ? "all" : "some");
    }

    private static Dictionary<string, JsonElement>? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
