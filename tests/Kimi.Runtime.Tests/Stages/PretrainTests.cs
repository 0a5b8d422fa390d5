using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Kimi.Torch.Optimization;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Tests.Stages;

public sealed class PretrainTests
{
    private static readonly Tokenizer s_tokenizer = Tokenizer.OfCharacters("0123456789+=#");

    [Fact]
    public async Task Pretraining_learns_what_its_documents_have_in_common()
    {
        using var host = new TestHost();
        var (graph, pretrained) = Recipe(new()
        {
            Steps = 200,
            BatchSize = 4,
            SequenceLength = 16,
            LearningRate = 0.01,
            WarmupSteps = 10,
        }, new Corpus([new("01010101010101"), new("23232323")]));

        await host.RunAsync(graph, pretrained);

        // After a document's first digit all follows, but for where it ends: of a uniform guess among 15 tokens the loss would be 2.7.
        var losses = host.Log.Steps.Where(step => step.Stage == "Pretrained").Select(step => step.Values["loss"]).ToList();
        Assert.InRange(losses[0], 2.3, 3.2);
        Assert.InRange(losses[^10..].Average(), 0, 0.3);
    }

    [Fact]
    public async Task It_gives_the_same_weights_when_it_is_stopped_and_continued()
    {
        PretrainAttribute options = new CooldownAttribute { Steps = 12, BatchSize = 2, SequenceLength = 12, CheckpointEvery = 3, Mixture = [0.25, 0.75] };
        Corpus[] corpora = [new([new("0101010101")]), new([new("232323"), new("4545") { SamplingRate = 3 }])];
        using var whole = new TestHost();
        var (graph, pretrained) = Recipe(options, corpora);
        var expected = await whole.RunAsync(graph, pretrained);

        using var stopped = new TestHost();
        using var stop = new CancellationTokenSource();
        stopped.Log.OnStep = step =>
        {
            if (step is { Stage: "Pretrained", Step: 7 })
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(graph, cancellationToken: stop.Token));
        stopped.Log.OnStep = null;
        var actual = await stopped.RunAsync(graph, pretrained);

        Assert.Contains(8, stopped.Log.StartedFrom);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(expected.Folder, "model.safetensors")),
            File.ReadAllBytes(Path.Combine(actual.Folder, "model.safetensors")));
    }

    [Fact]
    public void Documents_are_drawn_by_their_sampling_rates()
    {
        // Of 4,000 draws 3 in 4: a standard deviation of 27, and what is asked for lies four of them around it.
        var draw = new DocumentDraw(new([new("11"), new("222") { SamplingRate = 0 }, new("33") { SamplingRate = 3 }]), s_tokenizer, "test");
        var texts = draw.Sequence(new Random(1), length: 8_000);

        Assert.Equal(4_000, texts.Count);
        Assert.All(texts, text => Assert.Equal(2, text.Response.Length));
        Assert.InRange(texts.Count(text => text.Prompt[0] == s_tokenizer.Encode("3")[0]), 2_890, 3_110);
    }

    [Fact]
    public void A_sequence_is_filled_to_its_last_position()
    {
        var draw = new DocumentDraw(new([new("0123"), new("456789"), new("#")]), s_tokenizer, "test");

        Assert.All(Enumerable.Range(1, 40), length => Assert.Equal(length, draw.Sequence(new Random(length), length).Sum(text => text.Length - 1)));
    }

    [Fact]
    public void A_document_longer_than_a_sequence_gives_stretches_from_all_over_it()
    {
        var draw = new DocumentDraw(new([new("0123456789")]), s_tokenizer, "test");
        var starts = Enumerable.Range(0, 200).Select(seed => draw.Sequence(new Random(seed), length: 4)[0].Prompt[0]).Distinct();

        // Five tokens of eleven, the end of text among them: seven beginnings.
        Assert.Equal(s_tokenizer.Encode("0123456"), starts.Order());
    }

    [Fact]
    public async Task Shares_go_from_the_first_mixture_to_the_last()
    {
        using var host = new TestHost();

        // Hardly any learning, so that a loss says what was read.
        var (graph, pretrained) = Recipe(
            new() { Steps = 40, BatchSize = 4, SequenceLength = 8, LearningRate = 1e-9, WarmupSteps = 0, Mixture = [1, 0], FinalMixture = [0, 1] },
            new Corpus([new("0")]), new Corpus([new("9")]));
        await host.RunAsync(graph, pretrained);
        var changing = host.Log.Steps.Where(step => step.Stage == "Pretrained").Select(step => step.Values["loss"]).ToList();

        var first = await LossAsync(new("0"));
        var last = await LossAsync(new("9"));
        Assert.Equal(first, changing[0], 4);
        Assert.Equal(last, changing[^1], 4);
        Assert.NotEqual(first, last, 3);

        static async Task<double> LossAsync(Document document)
        {
            using var host = new TestHost();
            var (graph, pretrained) = Recipe(
                new() { Steps = 1, BatchSize = 4, SequenceLength = 8, LearningRate = 1e-9, WarmupSteps = 0 }, new Corpus([document]));
            await host.RunAsync(graph, pretrained);
            return host.Log.Steps.Single(step => step.Stage == "Pretrained").Values["loss"];
        }
    }

    [Fact]
    public void A_stretch_has_an_image_as_a_whole_or_not_at_all_and_does_not_predict_it()
    {
        // Tokens: 0 1 I I I 2 I I I 3 end, with I for 20, an image of three patches.
        var document = new Document("0123") { Images = [Placed(2, 'a'), Placed(3, 'b')] };
        var tokens = new DocumentTokens(document, s_tokenizer, new ImageTokens(20, 3));

        Assert.Equal(11, tokens.Length);
        Assert.Equal((4, "a|b"), Described(tokens.Stretch(0, 11)!, "01III2III3E"));
        Assert.Equal((2, "a"), Described(tokens.Stretch(0, 8)!, "01III2"));
        Assert.Equal((1, ""), Described(tokens.Stretch(0, 5)!, "01"));
        Assert.Equal((2, "b"), Described(tokens.Stretch(7, 5)!, "III3E"));
        Assert.Null(tokens.Stretch(2, 3));

        static DocumentImage Placed(int place, char hash) => new(place, new($"{hash}", "image/png"));

        static (int Predicted, string Images) Described(TokenSequence stretch, string expected)
        {
            Assert.Equal(
                expected.Select(token => token switch { 'I' => 20, 'E' => s_tokenizer.EndOfTextId, _ => token - '0' }),
                [.. stretch.Prompt, .. stretch.Response]);
            var trains = stretch.Trains!;
            Assert.All(stretch.Response.Index(), token => Assert.Equal(token.Item != 20, trains[token.Index]));
            return (trains.Count(trains => trains), string.Join('|', stretch.Images!));
        }
    }

    [Fact]
    public async Task A_mixture_that_does_not_fit_is_reported()
    {
        using var host = new TestHost();
        var (graph, pretrained) = Recipe(
            new() { Steps = 1, WarmupSteps = 1, SequenceLength = 8, Mixture = [0.5, 0.6] }, new Corpus([new("01")]), new Corpus([new("23")]));

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(graph, pretrained));

        Assert.Contains("mixes 2 corpora by a Mixture of 2 shares that sum to 1.1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1.0, "has no document to draw")]
    [InlineData("01", 0.0, "has no document to draw")]
    [InlineData("01", -1.0, "sampling rate of -1")]
    public async Task A_corpus_that_cannot_be_drawn_from_is_reported(string text, double rate, string message)
    {
        using var host = new TestHost();
        var (graph, pretrained) = Recipe(new() { Steps = 1, WarmupSteps = 1, SequenceLength = 8 }, new Corpus([new(text) { SamplingRate = rate }]));

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(graph, pretrained));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static (RecipeGraph Graph, Stage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy> Pretrained) Recipe(
        PretrainAttribute options, params Corpus[] corpora)
    {
        var initial = new TinyRecipe().Initial;
        var texts = corpora.Select((corpus, i) => new TransformStage<Corpus>($"Texts{i}", new(), typeof(PretrainTests), [], _ => Task.FromResult(corpus)))
            .ToArray();
        Stage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy> pretrained = new("Pretrained", options, initial, StageInput.List<Corpus>(texts));
        return (new("pretraining", typeof(TinyRecipe), 1, [initial, .. texts, pretrained]), pretrained);
    }
}
