using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Objectives;

public sealed class ImportanceTests
{
    // The trainer's probabilities are 4, 1, 3/2 and 1/6 of the engine's; those of the response 4 · 1 · 3/2 · 1/6 = 1.
    private static readonly double[] s_logratios = [Math.Log(4), 0, Math.Log(1.5), Math.Log(1 / 6.0)];

    [Fact]
    public void Truncation_cuts_large_weights_down_and_leaves_small_ones() =>
        AssertWeights([2, 1, 1.5, 1 / 6.0], cut: 1, new TruncatedImportance(new()).Weigh(s_logratios));

    [Fact]
    public void Masking_leaves_out_what_lies_outside_of_the_limits()
    {
        AssertWeights([4, 1, 1.5, 0], cut: 1, new MaskedImportance(new()).Weigh(s_logratios));
        AssertWeights([0, 1, 1.5, 1 / 6.0], cut: 1, new MaskedImportance(new() { Floor = 0, Cap = 2 }).Weigh(s_logratios));
    }

    [Fact]
    public void A_response_s_weight_is_the_product_of_its_tokens_and_all_of_them_have_it()
    {
        var truncated = new TruncatedImportance(new() { Level = ImportanceLevel.Sequence });
        var masked = new MaskedImportance(new() { Level = ImportanceLevel.Sequence, Floor = 0, Cap = 2 });

        AssertWeights([1, 1, 1, 1], cut: 0, truncated.Weigh(s_logratios));
        AssertWeights([1, 1, 1, 1], cut: 0, masked.Weigh(s_logratios));

        // 4 · 1 · 3/2 = 6.
        AssertWeights([2, 2, 2], cut: 3, truncated.Weigh(s_logratios[..3]));
        AssertWeights([0, 0, 0], cut: 3, masked.Weigh(s_logratios[..3]));

        // 1/6 has no lower limit.
        AssertWeights([1 / 6.0], cut: 0, masked.Weigh(s_logratios[3..]));
    }

    [Fact]
    public void A_ratio_too_large_for_a_number_is_cut_like_any_other()
    {
        AssertWeights([2], cut: 1, new TruncatedImportance(new()).Weigh([1000]));
        AssertWeights([0], cut: 1, new MaskedImportance(new()).Weigh([1000]));
    }

    [Fact]
    public void Weights_make_up_for_sampling_from_other_probabilities()
    {
        // Σ q (p/q) f = Σ p f, with q the engine's probabilities of three tokens and p the trainer's.
        double[] engine = [0.5, 0.3, 0.2];
        double[] trainer = [0.4, 0.35, 0.25];
        double[] values = [1, -2, 5];

        var weights = new TruncatedImportance(new()).Weigh([.. trainer.Zip(engine, (p, q) => Math.Log(p / q))]).Weights;

        Assert.Equal(
            trainer.Zip(values, (p, value) => p * value).Sum(), engine.Index().Sum(token => token.Item * weights[token.Index] * values[token.Index]), 1e-12);
    }

    private static void AssertWeights(double[] expected, int cut, ImportanceWeights actual)
    {
        Assert.All(expected.Paired(actual.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(cut, actual.Cut);
    }
}
