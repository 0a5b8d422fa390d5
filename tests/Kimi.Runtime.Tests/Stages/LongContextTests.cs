using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Stages;

public sealed class LongContextTests
{
    // What follows depends on what stood far before: a document repeats its first digits over and over, each document others.
    private static readonly Corpus s_long = new([.. Documents(seed: 1, count: 200, length: 63)]);
    private static readonly Corpus s_short = new([.. Documents(seed: 2, count: 200, length: 15)]);
    private static readonly Corpus s_heldOut = new([.. Documents(seed: 3, count: 64, length: 63)]);

    [Fact]
    public async Task Activation_improves_perplexity_beyond_the_old_length_and_does_not_hurt_within_it()
    {
        using var host = new TestHost();
        var recipe = new Recipe(new() { ContextLength = 64, Ladder = [32], StepsPerLength = 60, BatchTokens = 512, LearningRate = 5e-3, WarmupSteps = 5 });

        var report = await host.RunAsync(recipe.Graph, recipe.Report);

        var (before, after) = (report.Policies[0].ByPosition, report.Policies[1].ByPosition);
        Assert.Equal([0, 16, 32, 48], before.Select(bucket => bucket.From));
        Assert.All(before.Paired(after).Skip(1), pair => Assert.True(pair.Second.Value < 0.9 * pair.First.Value, $"{pair.First} to {pair.Second}"));
        Assert.True(after[0].Value < 1.02 * before[0].Value, $"{before[0]} to {after[0]}");
    }

    [Fact]
    public async Task It_goes_up_the_ladder_and_leaves_the_new_context_and_base_in_the_configuration()
    {
        using var host = new TestHost();
        var recipe = new Recipe(new() { ContextLength = 64, Ladder = [24, 48], StepsPerLength = 2, BatchTokens = 96, WarmupSteps = 1, RopeBase = 50_000 });

        var policy = await host.RunAsync(recipe.Graph, recipe.Activated);

        var config = TransformerConfig.Load(policy.Folder);
        Assert.Equal((64, 50_000), (config.MaxPositionEmbeddings, config.RopeTheta));
        Assert.Equal(6, host.Log.Steps.Count(step => step.Stage == "Activated"));
    }

    [Theory]
    [InlineData(new[] { 48, 32 }, 64, "make it rise")]
    [InlineData(new int[0], 16, "is not above the 16 of Initial")]
    public async Task A_ladder_that_does_not_rise_is_reported(int[] ladder, int contextLength, string message)
    {
        using var host = new TestHost();
        var recipe = new Recipe(new() { ContextLength = contextLength, Ladder = ladder, StepsPerLength = 1, WarmupSteps = 0 }, pretrainingSteps: 1);

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(recipe.Graph, recipe.Activated));

        Assert.Contains(message.Replace("Initial", "Pretrained", StringComparison.Ordinal), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Perplexity_is_that_of_the_documents_read_one_by_one()
    {
        using var host = new TestHost();
        var recipe = new Recipe(new(), pretrainingSteps: 1);
        var report = await host.RunAsync(recipe.Graph, recipe.Start);

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Transformer.Load(
            Path.Combine(host.RunsFolder, "long", "latest", "Pretrained", "output"), adapt: config => config with { MaxPositionEmbeddings = 64 });
        var tokenizer = Tokenizer.OfCharacters("0123456789+=#");
        var logprobs = s_heldOut.SelectMany(document =>
        {
            long[] tokens = [.. tokenizer.Encode(document.Text), tokenizer.EndOfTextId];
            var scores_TV = model.Forward(tensor(tokens[..^1]).unsqueeze(0))[0].log_softmax(-1);
            return tokens[1..].Index().Select(token => (token.Index, Value: (double)scores_TV[token.Index, token.Item].item<float>()));
        }).ToList();

        Assert.Equal(Math.Exp(-logprobs.Average(entry => entry.Value)), report.Policies[0].Perplexity, precision: 3);
        Assert.Equal(Math.Exp(-logprobs.Where(entry => entry.Index >= 48).Average(entry => entry.Value)), report.Policies[0].ByPosition[3].Value, precision: 3);
        Assert.Equal(64 * 63, report.Policies[0].ByPosition.Sum(bucket => bucket.Tokens));
    }

    private static IEnumerable<Document> Documents(int seed, int count, int length)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var unit = string.Concat(Enumerable.Range(0, 5).Select(_ => random.Next(10)));
            yield return new(string.Concat(Enumerable.Repeat(unit, 1 + (length / 5)))[..length]);
        }
    }

    private sealed class Recipe
    {
        internal Recipe(ActivateLongContextAttribute options, int pretrainingSteps = 300)
        {
            var initial = new Stage<InitializeTransformerAttribute, Policy>("Initial", new()
            {
                Layers = 2,
                HiddenSize = 32,
                AttentionHeads = 2,
                KeyValueHeads = 1,
                FeedForwardSize = 48,
                ContextLength = 16,
                Alphabet = "0123456789+=#",
            });
            var (longTexts, shortTexts, heldOut) = (Texts("Long", s_long), Texts("Short", s_short), Texts("HeldOut", s_heldOut));
            var pretrained = new Stage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy>(
                "Pretrained",
                new()
                {
                    Steps = pretrainingSteps,
                    BatchSize = 16,
                    SequenceLength = 16,
                    LearningRate = 1e-2,
                    WarmupSteps = Math.Min(10, pretrainingSteps),
                    DecayFraction = 0.5,
                },
                initial,
                StageInput.List<Corpus>(shortTexts));
            Activated = new("Activated", options, pretrained, longTexts, shortTexts);
            MeasurePerplexityAttribute measure = new() { SequenceLength = 64, Buckets = 4 };
            Start = new("Start", measure, StageInput.List<Policy>(pretrained), heldOut);
            Report = new("Report", measure, StageInput.List<Policy>(pretrained, Activated), heldOut);
            Graph = new("long", typeof(Recipe), 1, initial, longTexts, shortTexts, heldOut, pretrained, Activated, Start, Report);
        }

        internal Stage<ActivateLongContextAttribute, Policy, Corpus, Corpus, Policy> Activated { get; }

        internal Stage<MeasurePerplexityAttribute, IReadOnlyList<Policy>, Corpus, PerplexityReport> Start { get; }

        internal Stage<MeasurePerplexityAttribute, IReadOnlyList<Policy>, Corpus, PerplexityReport> Report { get; }

        internal RecipeGraph Graph { get; }

        private static TransformStage<Corpus> Texts(string name, Corpus corpus) => new(name, new(), typeof(LongContextTests), [], _ => Task.FromResult(corpus));
    }
}
