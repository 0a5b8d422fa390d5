using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;

namespace Kimi.Runtime.Tests.Stages;

public sealed class RefineCorpusTests
{
    private static readonly RuleFilterAttribute s_filter = new() { MinWords = 3, MinMeanWordLength = 0, MaxMeanWordLength = 0, MinLetterWordShare = 0 };

    [Fact]
    public async Task Rules_act_in_their_order_and_every_document_that_leaves_is_accounted_for()
    {
        using var host = new TestHost();
        var (graph, stage) = Recipe(["one two three four", "short", "one two three four!", "five six seven eight", "no"], s_filter, new NearDuplicatesAttribute
        {
            Similarity = 0.5,
            StretchCharacters = 3,
        }, new QualityClassifierAttribute(), new SamplingRatesAttribute());

        var refined = await host.RunAsync(graph, stage);

        Assert.Equal(["one two three four", "five six seven eight"], refined.Select(document => document.Text));
        Assert.Equal([0.5, 2], refined.Select(document => document.SamplingRate).Order());
        var summary = host.Log.Finished.Single(result => result.Stage == "Refined").Metrics;
        Assert.Equal((5, 2, 1, 0, 2),
            (summary["documents"], summary["droppedByRuleFilter"], summary["droppedByNearDuplicates"], summary["droppedByQualityClassifier"], summary["kept"]));
        var log = File.ReadLines(Path.Combine(host.RunsFolder, "corpus", "latest", "Refined", "log", "refinement.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal([(1, "RuleFilter"), (4, "RuleFilter"), (2, "NearDuplicates")], log.Select(line => ((int)line["document"]!, (string)line["rule"]!)));
        Assert.Equal("words: 1", (string)log[0]["why"]!);
    }

    [Fact]
    public async Task Where_nothing_is_left_the_stage_says_which_rule_dropped_how_many()
    {
        using var host = new TestHost();
        var (graph, stage) = Recipe(["short", "no"], s_filter);

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(graph, stage));

        Assert.Contains("no document left of 2 (dropped by RuleFilter 2)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadLines(Assert.Single(Directory.GetFiles(host.RunsFolder, "refinement.jsonl", SearchOption.AllDirectories))).Count());
    }

    [Fact]
    public async Task A_team_s_own_rule_takes_part()
    {
        using var host = new TestHost();
        var (graph, stage) = Recipe(["Kimi", "Moonshot"], new CorpusRuleAttribute<Shout>());

        Assert.Equal(["KIMI", "MOONSHOT"], (await host.RunAsync(graph, stage)).Select(document => document.Text));
    }

    private static (RecipeGraph Graph, Stage<Corpus> Stage) Recipe(string[] texts, params CorpusRuleAttribute[] rules)
    {
        TransformStage<Corpus> raw = new(
            "Raw", new(), typeof(RefineCorpusTests), [], _ => Task.FromResult(new Corpus([.. texts.Select(text => new Document(text))])));
        TransformStage<Corpus> good = new("Good", new(), typeof(RefineCorpusTests), [], _ => Task.FromResult(new Corpus([new("one two three")])));
        Stage<RefineCorpusAttribute, Corpus, Corpus, Corpus> refined = new("Refined", new(), raw, good) { CorpusRules = rules };
        return (new("corpus", typeof(RefineCorpusTests), 1, raw, good, refined), refined);
    }

    [ImplementationVersion(1)]
    private sealed class Shout : ICorpusRule
    {
        public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context) =>
            [.. documents.Select(document => new RefinedDocument.Kept(document with { Text = document.Text.ToUpperInvariant() }))];
    }
}
