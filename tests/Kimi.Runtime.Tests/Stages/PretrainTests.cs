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
