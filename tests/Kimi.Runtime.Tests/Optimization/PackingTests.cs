using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Optimization;

public sealed class PackingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packed_sequences_score_as_separate_ones(bool llama)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(llama ? TinyModels.TiedLlama : TinyModels.Qwen);
        TokenSequence[] sequences = [Sequence(3, 4), Sequence(1, 9), Sequence(5, 1), Sequence(2, 13), Sequence(4, 4)];

        var packed = TokenBatch.Pack([[sequences[0], sequences[1], sequences[2]], [sequences[3], sequences[4]]], padId: 0, CPU);
        var packed_BT = model.TokenLogprobs(packed.Tokens_BT, packed.Targets_BT, packing: packed.Packing);

        (int Row, int Column, int Sequence)[] places = [(0, 0, 0), (0, 6, 1), (0, 15, 2), (1, 0, 3), (1, 14, 4)];
        foreach (var (row, column, index) in places)
        {
            var alone = TokenBatch.Of([sequences[index]], padId: 0, CPU);
            var alone_T = model.TokenLogprobs(alone.Tokens_BT, alone.Targets_BT)[0];
            Assert.InRange(TinyModels.LargestDifference(alone_T, packed_BT[row].narrow(0, column, alone_T.size(0))), 0, 1e-5);
        }

        Assert.Equal(sequences.Sum(sequence => sequence.Response.Length), packed.Targets_BT.ne(Transformer.IgnoreIndex).sum().ToInt64());
    }

    [Fact]
    public void Gradients_of_packed_sequences_are_those_of_separate_ones()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Parameters.Train();
        TokenSequence[] sequences = [Sequence(3, 4), Sequence(1, 9), Sequence(5, 2)];
        var packed = TokenBatch.Pack([sequences], padId: 0, CPU);
        model.TokenLogprobs(packed.Tokens_BT, packed.Targets_BT, packing: packed.Packing).sum().backward();
        var together = model.Parameters.Gradients.clone();
        model.Parameters.Gradients.zero_();

        foreach (var sequence in sequences)
        {
            var alone = TokenBatch.Of([sequence], padId: 0, CPU);
            model.TokenLogprobs(alone.Tokens_BT, alone.Targets_BT).sum().backward();
        }

        Assert.InRange(TinyModels.LargestDifference(together, model.Parameters.Gradients) / together.abs().max().ToSingle(), 0, 1e-5);
    }

    [Fact]
    public void A_packed_row_may_be_longer_than_the_context_but_no_text_in_it()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = 8 });
        var fits = TokenBatch.Pack([[Sequence(4, 5), Sequence(4, 5)]], padId: 0, CPU);
        var tooLong = TokenBatch.Pack([[Sequence(4, 5), Sequence(4, 6)]], padId: 0, CPU);

        Assert.Equal(16, model.Forward(fits.Tokens_BT, fits.Packing).size(1));
        Assert.Throws<KimiException>(() => model.Forward(tooLong.Tokens_BT, tooLong.Packing));
    }

    [Fact]
    public void Every_epoch_packs_each_sequence_once_and_no_row_overflows()
    {
        int[] lengths = [.. Enumerable.Range(0, 50).Select(i => 1 + (i * 7 % 20))];
        var rows = new PackedRows(lengths, rowLength: 32, rowsPerBatch: 3, seed: 5);
        var seen = new int[lengths.Length];

        for (var step = 0; seen.Sum() < 2 * lengths.Length; step++)
        {
            foreach (var row in rows.Batch(step))
            {
                Assert.InRange(row.Sum(index => lengths[index]), 1, 32);
                foreach (var index in row)
                    seen[index]++;
            }
        }

        Assert.All(seen, count => Assert.Equal(2, count));
        Assert.Equal(new PackedRows(lengths, 32, 3, seed: 5).Batch(9), new PackedRows(lengths, 32, 3, seed: 5).Batch(9));
    }

    [Fact]
    public async Task Packed_fine_tuning_learns_what_it_is_shown()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe(
            fineTune: new() { Steps = 300, BatchSize = 3, PackedTokens = 24, LearningRate = 0.01, WarmupSteps = 10, Decay = LearningRateDecay.Cosine });

        var report = await host.RunAsync(recipe.Graph, recipe.Report);

        Assert.InRange(report.Policies[0].Greedy.Value, 0.9, 1);
    }

    [Fact]
    public async Task A_demonstration_longer_than_the_packed_sequence_is_reported()
    {
        using var host = new TestHost();
        var recipe = new TinyRecipe(fineTune: new() { Steps = 3, WarmupSteps = 1, PackedTokens = 4 });

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(recipe.Graph, recipe.Sft));

        Assert.Contains("raise PackedTokens", exception.Message, StringComparison.Ordinal);
    }

    private static TokenSequence Sequence(int prompt, int response)
    {
        var random = new Random(prompt * 100 + response);
        return new([.. Tokens(prompt)], [.. Tokens(response)]);

        IEnumerable<int> Tokens(int count) => Enumerable.Range(0, count).Select(_ => random.Next(1, 19));
    }
}
