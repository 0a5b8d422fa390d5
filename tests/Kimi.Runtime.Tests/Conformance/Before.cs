using Kimi.Dsl;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>The stages before a stage whose options are proven.</summary>
internal static class Before
{
    internal const string Alphabet = "0123456789+=#\n{}\":coretualsf";

    /// <summary>Twenty sums of levels 1 to 5 and two tags.</summary>
    internal static Stage<PromptSet> Problems { get; } = Made("Problems", new PromptSet([.. Sums()]));

    /// <summary>The same, with pass rates.</summary>
    internal static Stage<PromptSet> Rated { get; } = Made(
        "Rated", new PromptSet([.. Sums().Index().Select(sum => sum.Item with { PassRate = (19 - sum.Index) / 20.0 })]));

    internal static Stage<Demonstrations> Traces { get; } =
        new Stage<DemonstrationsAttribute, PromptSet, Demonstrations>("Traces", new DemonstrationsAttribute<SumDemonstrations>(), Problems);

    internal static Stage<Preferences> Pairs { get; } = Made(
        "Pairs", new Preferences([.. Sums().Select(sum => new Preference(sum.Prompt, $"#{sum.Answer}", "#+"))]));

    internal static Stage<Corpus> Texts { get; } = Made("Texts", new Corpus([.. Sums().Select(sum => new Document($"{sum.Prompt.Text}{sum.Answer}"))]));

    /// <summary>Some shorter and some longer than the context of <see cref="Policy"/>.</summary>
    internal static Stage<Corpus> LongTexts { get; } = Made(
        "LongTexts", new Corpus([.. Enumerable.Range(0, 20).Select(i => new Document(string.Concat(Enumerable.Repeat($"{i}+", 4 + (i % 2 * 24)))))]));

    internal static Stage<Policy> Policy { get; } = Transformer("Policy", Alphabet);

    /// <summary>A policy that sees.</summary>
    internal static Stage<Policy> SeeingPolicy { get; } = new Stage<AddVisionTowerAttribute, Policy, Policy>(
        "SeeingPolicy",
        new() { ImageSize = 8, PatchSize = 4, Layers = 1, HiddenSize = 8, AttentionHeads = 2, FeedForwardSize = 12 },
        Policy);

    internal static Stage<Policy> OtherPolicy { get; } = Transformer("OtherPolicy", Alphabet);

    /// <summary>A policy that often ends its responses, since it has few characters.</summary>
    internal static Stage<Policy> BriefPolicy { get; } = Transformer("BriefPolicy", "0123456789+=#");

    /// <summary>A policy that repeats itself often, since it has hardly any characters.</summary>
    internal static Stage<Policy> TersePolicy { get; } = Transformer("TersePolicy", "01+=");

    /// <summary>A policy of many layers, whose activations need more memory than all else.</summary>
    internal static Stage<Policy> DeepPolicy { get; } = Transformer("DeepPolicy", Alphabet, layers: 16, width: 64);

    internal static Stage<PromptSet> TerseProblems { get; } = Made(
        "TerseProblems", new PromptSet([.. from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 2) select Problem($"{a}+{b}=", "1", 1)]));

    internal static Stage<TArtifact> Made<TArtifact>(string name, TArtifact artifact)
        where TArtifact : Artifact => new TransformStage<TArtifact>(name, new(), typeof(Before), [], _ => Task.FromResult(artifact));

    internal static MathProblem Problem(string prompt, string answer, int level) =>
        new() { Id = prompt, Prompt = prompt, Answer = answer, Level = level, Tags = [level % 2 == 0 ? "even" : "odd"] };

    internal static Stage<Policy> Transformer(string name, string alphabet, int layers = 1, int width = 16)
    {
        InitializeTransformerAttribute options = new()
        {
            Layers = layers,
            HiddenSize = width,
            AttentionHeads = 2,
            KeyValueHeads = 1,
            FeedForwardSize = 24,
            ContextLength = 64,
            Alphabet = alphabet,

            // Where the output layer is the embedding, random weights repeat what they read.
            TieEmbeddings = false,
        };
        return new Stage<InitializeTransformerAttribute, Policy>(name, options);
    }

    [ImplementationVersion(1)]
    internal sealed class Reasons : ICritiqueSource<MathProblem>
    {
        public string Critique(MathProblem problem, string response, bool correct, Random random) => response[1..];
    }

    private static IEnumerable<MathProblem> Sums() =>
        from a in Enumerable.Range(1, 5) from b in Enumerable.Range(0, 4) select Problem($"{a}+{b}=", $"{a + b}", a);
}

/// <summary>Numbers that depend on every character of a text.</summary>
internal static class Mood
{
    internal static uint Of(string text)
    {
        var mood = text.Aggregate(7u, (sum, character) => (sum * 31) + character) * 0x9E3779B1u;
        return (mood ^ (mood >> 15)) * 0x85EBCA77u >> 8;
    }
}

/// <summary>Finds two texts of five right.</summary>
[ImplementationVersion(1)]
internal sealed class Fickle : IReward<Problem>
{
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Mood.Of(rollout.Text) % 5 < 2));
}

/// <summary>As <see cref="Fickle"/>, and fails on a few.</summary>
[ImplementationVersion(1)]
internal sealed class Moody : IReward<Problem>
{
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var mood = Mood.Of(rollout.Text);
        return mood % 11 == 1 ? throw new InvalidOperationException("not in the mood") : new(Verdict.Of(mood % 5 < 2));
    }
}
