using Kimi.Torch.Optimization;

namespace Kimi.Torch.Tests.Optimization;

/// <summary>The batches of a step: the least space for the sequences' lengths.</summary>
public sealed class MicroBatchesTests
{
    [Theory]
    [InlineData("30 31 32", "30 31 32")]
    // Together they would take 4 × 400 tokens; apart 3 × 32 and 400, and 256 for another batch.
    [InlineData("400 30 32 31", "30 31 32|400")]
    // 2 × 300 against 200 + 300 + 256.
    [InlineData("300 200", "200 300")]
    // 2 × 600 against 300 + 600 + 256.
    [InlineData("600 300", "300|600")]
    public void Sequences_share_a_batch_where_padding_takes_less_than_another_batch(string lengths, string batches) =>
        Assert.Equal(batches, Divide(lengths, tokens: 4096));

    [Fact]
    public void A_batch_keeps_within_its_tokens_with_its_padding_and_a_longer_sequence_is_alone() =>
        Assert.Equal("10 10|20 20 20|70", Divide("20 10 70 20 10 20", tokens: 60));

    [Fact]
    public void Sequences_of_one_length_fill_batches() => Assert.Equal("5 5 5|5 5 5|5", Divide("5 5 5 5 5 5 5", tokens: 15));

    private static string Divide(string lengths, int tokens) => string.Join(
        '|', MicroBatches.Of(lengths.Split(' ').Select(int.Parse), length => length, tokens).Select(batch => string.Join(' ', batch)));
}
