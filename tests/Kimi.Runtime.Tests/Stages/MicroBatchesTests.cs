using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using static Kimi.Runtime.Tests.Rollouts.TestRollouts;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Batches that take the least time: a batch costs its rows at the length of its longest, and 64 tokens.</summary>
public sealed class MicroBatchesTests
{
    [Theory]
    [InlineData(new[] { 30, 10, 10, 10 }, new[] { 4 })] // 4 · 30 + 64 = 184, apart 3 · 10 + 30 + 128 = 188.
    [InlineData(new[] { 40, 10, 10, 10 }, new[] { 3, 1 })] // 4 · 40 + 64 = 224, apart 3 · 10 + 40 + 128 = 198.
    [InlineData(new[] { 500, 60, 80, 20, 20, 20, 20, 400 }, new[] { 4, 2, 1, 1 })] // 4 · 20, 2 · 80, and 400 + 64 is less than 500.
    public void Responses_of_unlike_lengths_are_apart_where_their_padding_takes_longer_than_a_batch(int[] lengths, int[] responses)
    {
        using var policy = Policy();

        Assert.Equal(responses, Batches(lengths, policy, tokens: 4096));
    }

    [Fact]
    public void Processes_that_share_rows_get_as_few_batches_as_there_can_be()
    {
        using var policy = Policy();
        policy.Model.Share(new Others());

        Assert.Equal([4], Batches([40, 10, 10, 10], policy, tokens: 160));
        Assert.Equal([3, 1], Batches([40, 10, 10, 10], policy, tokens: 159));
    }

    private static int[] Batches(int[] lengths, LoadedPolicy policy, int tokens)
    {
        var samples = lengths.Select((length, index) => new TrainingSample(
            new()
            {
                ProblemId = $"{index}",
                PromptTokens = [1],
                Turns = OneTurn(new RolloutSegment(0, [.. Enumerable.Repeat(1, length - 1)], [.. Enumerable.Repeat(-1f, length - 1)])),
                Text = "",
                StopReason = StopReason.EndOfText,
            },
            Advantage: 1,
            [.. Enumerable.Repeat(true, length - 1)]));
        var batches = MicroBatches.Of(samples, policy, tokens);
        Assert.Equal(lengths.Order(), batches.SelectMany(batch => batch.Select(sample => sample.Length)));
        return [.. batches.Select(batch => batch.Count)];
    }

    private static LoadedPolicy Policy() => new(TinyModels.Create(TinyModels.Qwen), Tokenizer.OfCharacters("abcdefghijklmnopq"));

    private sealed class Others : IGradientSharing
    {
        public int Processes => 2;

        public Tensor TokenLogprobs(
            Transformer model, Tensor tokens_BT, Tensor targets_BT, double temperature, Packing? packing, ImageBatch? images) =>
            throw new NotSupportedException();

        public void Collect(Transformer model, Tensor gradients) => throw new NotSupportedException();
    }
}
