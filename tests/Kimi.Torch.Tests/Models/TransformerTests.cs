using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Kimi.Torch.Optimization;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

public class TransformerTests
{
    public static TheoryData<string> Kinds => [.. TinyModels.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Logits_agree_with_a_scalar_double_precision_computation(string kind)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.OfKind(kind));
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 13);

        var logits_BTV = model.Forward(tokens_BT);

        var reference = new ScalarTransformer(model);
        for (var row = 0; row < 2; row++)
        {
            var expected = reference.Forward(tokens_BT[row].data<long>().ToArray());
            var expected_TV = tensor(expected.SelectMany(values => values).ToArray()).view(13, -1);
            Assert.InRange(TinyModels.LargestDifference(logits_BTV[row], expected_TV), 0, 1e-4);
        }
    }

    [Fact]
    public void A_layer_keeps_no_handle_but_its_output_and_a_backward_pass_none()
    {
        var (two, six) = (HandlesOf(layers: 2), HandlesOf(layers: 6));

        Assert.Equal(two.Forward + 4, six.Forward);
        Assert.Equal(two.Backward, six.Backward);

        static (int Forward, int Backward) HandlesOf(int layers)
        {
            using var model = TinyModels.Create(TinyModels.Qwen with { NumHiddenLayers = layers });
            model.Parameters.Train();
            using var scope = NewDisposeScope();
            var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 9);
            var loss = model.TokenLogprobs(tokens_BT, tokens_BT).sum();
            var forward = scope.DisposablesCount;
            loss.backward();
            return (forward, scope.DisposablesCount - forward);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Activations_that_are_computed_again_give_the_same_gradients_to_the_bit(string kind)
    {
        using var scope = NewDisposeScope();
        TokenSequence[][] rows = [[new([1], [2, 3, 4, 5]), new([6, 7], [8, 1])], [new([3], [9, 9, 2])]];
        var tokens_BT = TinyModels.RandomTokens(TinyModels.OfKind(kind), 3, 11);
        foreach (var batch in new[] { new TokenBatch(tokens_BT, tokens_BT.roll(1, 1)), TokenBatch.Pack(rows, padId: 0, CPU) })
            Assert.Equal(Gradients(batch, recomputes: false), Gradients(batch, recomputes: true));

        IEnumerable<float> Gradients(TokenBatch batch, bool recomputes)
        {
            using var model = TinyModels.Create(TinyModels.OfKind(kind));
            model.RecomputesActivations = recomputes;
            model.Parameters.Train();
            var loss = model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, temperature: 2, batch.Packing).sum();
            loss.backward();
            return [loss.item<float>(), .. model.Parameters.Gradients.data<float>()];
        }
    }

    [Fact]
    public void Activations_that_are_computed_again_take_a_part_of_the_memory_and_the_head_goes_by_pieces()
    {
        using var scope = NewDisposeScope();
        var (kept, again) = (Pass(recomputes: false), Pass(recomputes: true));

        Assert.InRange(again.Bytes, 0, kept.Bytes / 3);
        Assert.InRange(TinyModels.LargestDifference(kept.Gradients, again.Gradients), 0, 1e-4 * kept.Gradients.abs().max().item<float>());

        static (long Bytes, Tensor Gradients) Pass(bool recomputes)
        {
            using var model = TinyModels.Create(TinyModels.Qwen with { NumHiddenLayers = 8, MaxPositionEmbeddings = 512 });
            model.RecomputesActivations = recomputes;
            model.Parameters.Train();
            var tokens_BT = TinyModels.RandomTokens(model.Config, 5, 500);
            var before = NativeHeap.InUse ?? 0;
            var loss = model.TokenLogprobs(tokens_BT, tokens_BT.roll(1, 1)).sum();
            var bytes = (NativeHeap.InUse ?? 0) - before;
            loss.backward();
            return (bytes, model.Parameters.Gradients.clone());
        }
    }

    [Fact]
    public void A_gradient_predicts_what_a_small_change_of_any_parameter_does_to_the_loss()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        model.Parameters.Train();
        var tokens_BT = TinyModels.RandomTokens(model.Config, 3, 9);
        var targets_BT = tokens_BT.roll(1, 1);
        model.TokenLogprobs(tokens_BT, targets_BT).sum().backward();
        foreach (var (name, parameter) in model.NamedParameters)
        {
            var gradient = GradientOf(model, parameter);
            var direction = gradient / gradient.norm();
            const float step = 5e-3f;
            var predicted = (gradient * direction).sum().item<float>();

            var measured = (LossAt(step) - LossAt(-step)) / (2 * step);

            Assert.True(Math.Abs(measured - predicted) < 0.02 * Math.Abs(predicted) + 0.02, $"{name}: predicted {predicted}, measured {measured}");

            double LossAt(float distance)
            {
                using var noGradient = no_grad();
                using var original = parameter.clone();
                parameter.add_(direction, alpha: distance);
                var loss = model.TokenLogprobs(tokens_BT, targets_BT).to(float64).sum().item<double>();
                parameter.copy_(original);
                return loss;
            }
        }
    }

    [Fact]
    public void Padding_on_the_right_does_not_change_the_logits_before_it()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        var long_BT = TinyModels.RandomTokens(model.Config, 1, 12);

        var difference = TinyModels.LargestDifference(model.Forward(long_BT).narrow(1, 0, 7), model.Forward(long_BT.narrow(1, 0, 7)));

        Assert.InRange(difference, 0, 1e-5);
    }

    [Fact]
    public void Logprobs_of_targets_are_the_log_softmax_at_the_temperature_and_zero_where_ignored()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 5);
        var targets_BT = tokens_BT.clone();
        targets_BT[1, 3] = tensor(Transformer.IgnoreIndex);

        var logprobs_BT = model.TokenLogprobs(tokens_BT, targets_BT, temperature: 2);

        var probabilities_BTV = model.Forward(tokens_BT).to(float64).div(2).softmax(-1);
        for (var row = 0; row < 2; row++)
        {
            for (var t = 0; t < 5; t++)
            {
                var ignored = row == 1 && t == 3;
                var distribution = probabilities_BTV[row, t].data<double>().ToArray();
                var logprob = ignored ? 0 : Math.Log(distribution[targets_BT[row, t].item<long>()]);
                Assert.Equal(logprob, logprobs_BT[row, t].item<float>(), 1e-4);
            }
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_models_and_different_seeds_different_ones()
    {
        using var scope = NewDisposeScope();
        using var first = Transformer.Initialize(TinyModels.Qwen, 5);
        using var same = Transformer.Initialize(TinyModels.Qwen, 5);
        using var other = Transformer.Initialize(TinyModels.Qwen, 6);

        Assert.Equal(0, TinyModels.LargestDifference(first.Parameters.Weights, same.Parameters.Weights));
        Assert.True(TinyModels.LargestDifference(first.Parameters.Weights, other.Parameters.Weights) > 0.01);
    }

    [Fact]
    public void Initial_weights_have_the_documented_spread()
    {
        using var scope = NewDisposeScope();
        using var model = Transformer.Initialize(TinyModels.Qwen with { HiddenSize = 256, IntermediateSize = 512 }, 1);

        Assert.Equal(0.02, model.NamedParameters["model.layers.0.mlp.up_proj.weight"].std().item<float>(), 5e-4);
        Assert.Equal(0.01, model.NamedParameters["model.layers.1.mlp.down_proj.weight"].std().item<float>(), 5e-4);
        Assert.Equal(1, model.NamedParameters["model.norm.weight"].min().item<float>());
    }

    [Fact]
    public void A_towers_initial_weights_keep_the_size_of_what_goes_through_them()
    {
        using var scope = NewDisposeScope();
        var vision = new VisionConfig
        {
            ImageSize = 32,
            PatchSize = 8,
            HiddenSize = 256,
            IntermediateSize = 512,
            NumHiddenLayers = 2,
            NumAttentionHeads = 4,
            ImageTokenId = 5,
        };
        using var model = Transformer.Initialize(TinyModels.Qwen with { Vision = vision }, 1);
        var names = model.Config.Names.Vision;

        Assert.Equal(1 / Math.Sqrt(3 * 8 * 8), Deviation(names.PatchEmbedding), 3e-3);
        Assert.Equal(1 / Math.Sqrt(256), Deviation(names.PositionEmbedding), 3e-3);
        Assert.Equal(1 / Math.Sqrt(256), Deviation(names.Layer(0).Up.Weight), 3e-3);
        Assert.Equal(1 / Math.Sqrt(512 * 4), Deviation(names.Layer(1).Down.Weight), 3e-3);
        Assert.Equal(1 / Math.Sqrt(256), Deviation(names.Projector1.Weight), 3e-3);
        Assert.Equal(0.02, Deviation(model.Config.Names.Layer(0).Up), 2e-3);

        double Deviation(string name) => model.NamedParameters[name].std().item<float>();
    }

    [Fact]
    public void A_sequence_longer_than_the_context_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);

        var error = Assert.Throws<KimiException>(() => model.Forward(TinyModels.RandomTokens(model.Config, 1, 65)));

        Assert.Contains("65 tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clone_keeps_its_weights_when_the_original_is_trained()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var before = model.Parameters.Weights.clone();
        using var clone = model.Clone();
        using var adam = new FlatAdam(model.Parameters);

        Train(model, adam);

        Assert.Equal(0, TinyModels.LargestDifference(before, clone.Parameters.Weights));
        Assert.True(TinyModels.LargestDifference(before, model.Parameters.Weights) > 1e-4);
    }

    [Fact]
    public void Training_steps_leave_no_tensors_behind()
    {
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var adam = new FlatAdam(model.Parameters);
        Train(model, adam);
        var before = Tensor.TotalCount;

        for (var i = 0; i < 5; i++)
            Train(model, adam);

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_model_that_is_disposed_leaves_no_tensors_behind()
    {
        var before = Tensor.TotalCount;

        Transformer.Initialize(TinyModels.Qwen, 1).Dispose();

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static void Train(Transformer model, FlatAdam adam)
    {
        using var scope = NewDisposeScope();
        var tokens_BT = TinyModels.RandomTokens(model.Config, 4, 11);
        model.TokenLogprobs(tokens_BT, tokens_BT).mean().neg().backward();
        adam.Step(1e-3);
    }

    // Weights and gradients have one layout, so a parameter's gradient lies where the parameter lies.
    private static Tensor GradientOf(Transformer model, Tensor parameter) =>
        model.Parameters.Gradients.narrow(0, parameter.storage_offset(), parameter.numel()).view(parameter.shape);
}
