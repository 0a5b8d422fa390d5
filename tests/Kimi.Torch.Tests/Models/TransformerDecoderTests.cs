using System.Globalization;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

public class TransformerDecoderTests
{
    private const int Steps = 24;

    public static TheoryData<string> Kinds => [.. TinyModels.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decoding_prompts_of_different_lengths_agrees_with_the_training_graph(string kind)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(kind == "qwen3" ? TinyModels.Qwen : TinyModels.TiedLlama);
        int[] lengths = [5, 1, 9];
        var sequences_BT = TinyModels.RandomTokens(model.Config, 3, 9 + Steps);
        var decoder = model.CreateDecoder();
        using var cache = decoder.CreateCache(3, 9 + Steps);

        var logits_BV = decoder.Prefill(sequences_BT.narrow(1, 0, 9), lengths, cache);

        var expected_BTV = model.Forward(sequences_BT);
        AssertRows(logits_BV, expected_BTV, lengths, 0);
        for (var step = 0; step < Steps; step++)
        {
            var next = tensor(lengths.Select((length, row) => sequences_BT[row, length + step].item<long>()).ToArray());
            AssertRows(decoder.DecodeStep(next, cache), expected_BTV, lengths, step + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_without_tensors_in_between_agree_with_the_training_graph_and_to_the_bit_with_steps_that_have_them(string kind)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.OfKind(kind) with { HiddenSize = 48, IntermediateSize = 200 });
        model.Save(folder.Path);

        // Nothing is added by it, but there are tensors to add to.
        using var withTensors = Transformer.LoadWithAdapter(folder.Path, new(2, 2, LowRankShape.All), seed: 1);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 3, 12);
        var expected_BTV = model.Forward(tokens_BT);
        var (decoder, other) = (model.CreateDecoder(), withTensors.CreateDecoder());
        using var cache = decoder.CreateCache(3, 12);
        using var otherCache = other.CreateCache(3, 12);
        decoder.Prefill(tokens_BT.narrow(1, 0, 2), [2, 1, 2], cache);
        other.Prefill(tokens_BT.narrow(1, 0, 2), [2, 1, 2], otherCache);

        for (var step = 0; step < 8; step++)
        {
            var next = tensor(cache.Lengths.ToArray().Select((length, row) => tokens_BT[row, length].item<long>()).ToArray());
            var logits_BV = decoder.DecodeStep(next, cache);

            Assert.True(TinyModels.AreEqual(logits_BV, other.DecodeStep(next, otherCache)));
            AssertRows(logits_BV, expected_BTV, [2, 1, 2], step + 1);
        }
    }

    [Theory]
    [InlineData("qwen3", false)]
    [InlineData("llama", false)]
    [InlineData("qwen2", true)]
    public void Prompts_longer_than_a_piece_agree_with_the_training_graph(string kind, bool onDevicePath)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Create(TinyModels.OfKind(kind) with { MaxPositionEmbeddings = 1200 });
        int[] lengths = [1100, 343, 700, 1];
        var sequences_BT = TinyModels.RandomTokens(model.Config, 4, 1104);
        var expected_BTV = model.Forward(sequences_BT);
        DevicePath.Force(onDevicePath);
        var decoder = model.CreateDecoder();
        using var cache = decoder.CreateCache(4, 1110);

        using var reading = decoder.BeginReading(sequences_BT.narrow(1, 0, 1100), lengths, cache);
        var pieces = 0;
        for (; !reading.IsDone; pieces++)
            reading.ReadPiece();

        Assert.Equal(5, pieces);
        AssertRows(decoder.LogitsAfter(reading), expected_BTV, lengths, 0);
        for (var step = 0; step < 3; step++)
        {
            var next = tensor(lengths.Select((length, row) => sequences_BT[row, length + step].item<long>()).ToArray());
            AssertRows(decoder.DecodeStep(next, cache), expected_BTV, lengths, step + 1);
        }
    }

    [SkippableFact]
    public void A_long_prompt_takes_the_memory_of_a_piece()
    {
        Skip.IfNot(File.Exists("/proc/self/clear_refs"), "the system does not tell how much memory was resident at most");
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = 8192, IntermediateSize = 8192 });
        var tokens_BT = TinyModels.RandomTokens(model.Config, 1, 8192);
        var decoder = model.CreateDecoder();
        using var cache = decoder.CreateCache(1, 8192);
        decoder.Prefill(tokens_BT.narrow(1, 0, 2048), [2048], cache);

        // 5: the peak becomes what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Peak();
        decoder.Prefill(tokens_BT, [8192], cache);

        // Gates and ups alone would take 8192 · 16384 · 4 bytes at once: 512 MB.
        Assert.InRange(Peak() - before, 0, 256);

        // In MB.
        static long Peak()
        {
            var line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            return long.Parse(line[6..^3], CultureInfo.InvariantCulture) / 1024;
        }
    }

    [Fact]
    public void The_kernel_agrees_with_attention_composed_of_tensor_operations()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Create(TinyModels.Qwen);
        int[] lengths = [19, 3, 8];
        using var cache = Prefilled(model, lengths, 30);
        using var copy = Copy(model, cache, [0, 1, 2], 30);
        var qkv_BR = randn(3, 200);

        // Places that no token has: the kernel may find anything there.
        foreach (var (filled, number) in new[] { (cache, double.NaN), (copy, 0) })
        {
            filled.Keys_BHDS[1].narrow(3, 19, filled.Stride - 19).fill_(number);
            filled.Values_BHSD[1].narrow(2, 19, filled.Stride - 19).fill_(number);
        }

        var fused = new DecodeAttention.Fused(model, cache).Attend(qkv_BR, model.Blocks[1], 1);
        var composed = new DecodeAttention.Composed(model, copy).Attend(qkv_BR, model.Blocks[1], 1);

        Assert.InRange(TinyModels.LargestDifference(fused, composed), 0, 1e-5);
        Assert.InRange(TinyModels.LargestDifference(cache.Keys_BHDS[1].nan_to_num(0), copy.Keys_BHDS[1]), 0, 1e-5);
        Assert.InRange(TinyModels.LargestDifference(cache.Values_BHSD[1].nan_to_num(0), copy.Values_BHSD[1]), 0, 0);
    }

    [Fact]
    public void A_row_does_not_depend_on_what_else_is_in_the_batch()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var together = Prefilled(model, [4, 17, 9], 30);
        using var alone = Copy(model, together, [2], 30);
        var decoder = model.CreateDecoder();

        for (var step = 0; step < 5; step++)
        {
            var batched_BV = decoder.DecodeStep(tensor(new long[] { 1, 2, step }), together);
            var single_BV = decoder.DecodeStep(tensor(new long[] { step }), alone);
            Assert.InRange(TinyModels.LargestDifference(batched_BV[2], single_BV[0]), 0, 1e-5);
        }
    }

    [Fact]
    public void Samples_of_one_prompt_continue_from_copies_of_its_cache()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var prompts = Prefilled(model, [6, 11], 11);
        using var samples = Copy(model, prompts, [0, 0, 1, 1], 20);
        var decoder = model.CreateDecoder();

        var first_BV = decoder.DecodeStep(tensor(new long[] { 3, 4, 3, 4 }), samples);

        Assert.Equal([7, 7, 12, 12], samples.Lengths.ToArray());
        using var longer = Copy(model, prompts, [0, 1], 20);
        var expected_BV = decoder.DecodeStep(tensor(new long[] { 4, 3 }), longer);
        Assert.InRange(TinyModels.LargestDifference(first_BV[1], expected_BV[0]), 0, 1e-5);
        Assert.InRange(TinyModels.LargestDifference(first_BV[2], expected_BV[1]), 0, 1e-5);
    }

    [Fact]
    public void Rows_that_are_kept_continue_as_before()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var cache = Prefilled(model, [4, 17, 9, 2], 30);
        using var whole = Copy(model, cache, [0, 1, 2, 3], 30);
        var decoder = model.CreateDecoder();

        Assert.Equal([(3, 0)], cache.Remove([0, 2]));

        Assert.Equal(2, cache.Rows);
        var kept_BV = decoder.DecodeStep(tensor(new long[] { 7, 6 }), cache);
        var all_BV = decoder.DecodeStep(tensor(new long[] { 0, 6, 0, 7 }), whole);
        Assert.InRange(TinyModels.LargestDifference(kept_BV[1], all_BV[1]), 0, 1e-5);
        Assert.InRange(TinyModels.LargestDifference(kept_BV[0], all_BV[3]), 0, 1e-5);
    }

    [Fact]
    public void A_row_that_takes_a_free_slot_continues_alongside_the_others()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var prompts = Prefilled(model, [6, 11], 11);
        using var cache = model.CreateDecoder().CreateCache(3, 20);
        using var alone = Copy(model, prompts, [0], 20);
        var decoder = model.CreateDecoder();
        cache.Append(prompts, [0, 1]);
        decoder.DecodeStep(tensor(new long[] { 1, 2 }), cache);

        cache.Remove([0]);
        cache.Append(prompts, [0, 0]);

        Assert.Equal([12, 6, 6], cache.Lengths.ToArray());
        var logits_BV = decoder.DecodeStep(tensor(new long[] { 3, 4, 5 }), cache);
        Assert.InRange(TinyModels.LargestDifference(logits_BV[2], decoder.DecodeStep(tensor(new long[] { 5 }), alone)[0]), 0, 1e-5);
    }

    [Fact]
    public void Rows_of_a_cache_that_has_grown_continue_to_the_bit_as_in_one_that_was_large()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var grown = Prefilled(model, [4, 11, 9], 12);
        using var large = Copy(model, grown, [0, 1, 2], 40);
        var decoder = model.CreateDecoder();
        grown.Remove([0]);
        large.Remove([0]);

        grown.Grow(40);

        Assert.Equal((40, 2), (grown.Capacity, grown.Rows));
        for (var step = 0; step < 20; step++)
        {
            var tokens_B = tensor(new long[] { step % 7, 3 });
            Assert.Equal(0, TinyModels.LargestDifference(decoder.DecodeStep(tokens_B, large), decoder.DecodeStep(tokens_B, grown)));
        }
    }

    [Fact]
    public void More_rows_than_slots_are_refused()
    {
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var prompts = Prefilled(model, [6, 11], 11);
        using var cache = model.CreateDecoder().CreateCache(2, 20);
        cache.Append(prompts, [1]);

        Assert.Contains("cache of 2 slots", Assert.Throws<KimiException>(() => cache.Append(prompts, [0, 1])).Message);
    }

    [Fact]
    public void Decoding_sees_a_policy_update_at_once()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var cache = Prefilled(model, [4], 30);
        using var again = Copy(model, cache, [0], 30);
        var decoder = model.CreateDecoder();
        var before_BV = decoder.DecodeStep(tensor(new long[] { 1 }), cache);

        model.NamedParameters["lm_head.weight"].mul_(2);

        Assert.InRange(TinyModels.LargestDifference(before_BV * 2, decoder.DecodeStep(tensor(new long[] { 1 }), again)), 0, 1e-5);
    }

    [Fact]
    public void A_full_cache_refuses_another_token()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var cache = Prefilled(model, [8], 8);

        Assert.Throws<KimiException>(() => model.CreateDecoder().DecodeStep(tensor(new long[] { 1 }), cache));
    }

    [Fact]
    public void Decoding_leaves_no_tensors_behind()
    {
        using var model = TinyModels.Create(TinyModels.Qwen);
        Decode();
        var before = Tensor.TotalCount;

        Decode();

        Assert.Equal(before, Tensor.TotalCount);

        void Decode()
        {
            using var cache = Prefilled(model, [4, 7], 30);
            using var token = tensor(new long[] { 1, 2 });
            for (var step = 0; step < 5; step++)
                model.CreateDecoder().DecodeStep(token, cache).Dispose();
            cache.Remove([0]);
        }
    }

    private static KeyValueCache Copy(Transformer model, KeyValueCache cache, int[] rows, int capacity)
    {
        var copy = model.CreateDecoder().CreateCache(rows.Length, capacity);
        copy.Append(cache, rows);
        return copy;
    }

    private static KeyValueCache Prefilled(Transformer model, int[] lengths, int capacity)
    {
        var decoder = model.CreateDecoder();
        var cache = decoder.CreateCache(lengths.Length, capacity);
        using var tokens_BT = TinyModels.RandomTokens(model.Config, lengths.Length, lengths.Max());
        decoder.Prefill(tokens_BT, lengths, cache).Dispose();
        return cache;
    }

    private static void AssertRows(Tensor logits_BV, Tensor expected_BTV, int[] lengths, int step)
    {
        for (var row = 0; row < lengths.Length; row++)
            Assert.InRange(TinyModels.LargestDifference(logits_BV[row], expected_BTV[row, lengths[row] - 1 + step]), 0, 1e-5);
    }
}
