using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Optimization;

public class FlatAdamTests
{
    [Fact]
    public void Steps_equal_those_of_the_library_optimizer_with_clipping_and_weight_decay()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var adam = new FlatAdam(model.Parameters, beta1: 0.8, beta2: 0.98, epsilon: 1e-6, weightDecay: 0.1, maxGradientNorm: 0.5);
        var expected = new TorchSharp.Modules.Parameter(model.Parameters.Weights.clone());
        using var reference = optim.AdamW([expected], lr: 1, beta1: 0.8, beta2: 0.98, eps: 1e-6, weight_decay: 0.1);
        for (var step = 1; step <= 4; step++)
        {
            // The third gradient is short enough to pass unclipped.
            SetGradients(model, step, step == 3 ? 1e-3f : 1f);
            expected.grad = model.Parameters.Gradients.clone();
            var expectedNorm = nn.utils.clip_grad_norm_([expected], 0.5);
            foreach (var group in reference.ParamGroups)
                group.LearningRate = 0.01 * step;
            reference.step();

            var norm = adam.Step(0.01 * step);

            Assert.Equal(expectedNorm, norm, expectedNorm * 1e-5);
            Assert.InRange(TinyModels.LargestDifference(expected, model.Parameters.Weights), 0, 2e-6);
        }
    }

    [Theory]
    [InlineData(TrainedParts.Vision, new[] { "vision_tower", "multi_modal_projector" })]
    [InlineData(TrainedParts.Projector, new[] { "multi_modal_projector" })]
    [InlineData(TrainedParts.LanguageModel, new[] { "language_model" })]
    public void Only_the_parts_that_are_trained_change_and_have_gradients(TrainedParts parts, string[] trained)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Llava);
        var before = model.NamedParameters.ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var adam = new FlatAdam(model.Parameters, weightDecay: 0.1, parts: parts);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 15);
        var images = TinyModels.OneImageARow(model.Config.Vision!, tokens_BT);

        model.Forward(tokens_BT, images: images).pow(2).mean().backward();
        adam.Step(1e-2);

        // Of the tower's three layers two are used, and its last norm is not.
        string[] unused = ["encoder.layers.2.", "post_layernorm"];
        var expected = before.Keys.Where(name => trained.Any(name.Contains) && !unused.Any(name.Contains)).Order(StringComparer.Ordinal);
        var changed = before.Where(entry => !TinyModels.AreEqual(entry.Value, model.NamedParameters[entry.Key])).Select(entry => entry.Key);
        Assert.Equal(expected, changed.Order(StringComparer.Ordinal));
        Assert.Equal(before.Where(entry => trained.Any(entry.Key.Contains)).Sum(entry => entry.Value.numel()), model.Parameters.Gradients.numel());
    }

    [Fact]
    public void A_weight_that_never_had_a_gradient_does_not_decay()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Llava);
        using var start = model.Parameters.Weights.clone();
        using var adam = new FlatAdam(model.Parameters, weightDecay: 0.5);
        model.Parameters.Gradients[0] = 1f;
        adam.Step(0.1);

        // The first one: w·(1 − 0.1·0.5) − 0.1, for a first step of Adam is the gradient's sign.
        Assert.Equal((start[0].item<float>() * 0.95f) - 0.1f, model.Parameters.Weights[0].item<float>(), 1e-5f);
        Assert.True(TinyModels.AreEqual(start[1..], model.Parameters.Weights[1..]));
    }

    [Fact]
    public void A_step_forgets_the_gradients()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var adam = new FlatAdam(model.Parameters);
        SetGradients(model, 1, 1);

        adam.Step(1e-3);

        Assert.Equal(0, model.Parameters.Gradients.abs().max().item<float>());
    }

    [Fact]
    public void After_a_reset_a_step_is_like_the_first()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var start = model.Parameters.Weights.clone();
        using var adam = new FlatAdam(model.Parameters);
        Step(model, adam, 1);
        using var first = model.Parameters.Weights.clone();
        Step(model, adam, 2);

        adam.Reset();
        model.Parameters.Weights.copy_(start);
        Step(model, adam, 1);

        Assert.True(TinyModels.AreEqual(model.Parameters.Weights, first));
        Assert.Equal(1, adam.Steps);
    }

    [Fact]
    public void After_a_reset_neither_moments_nor_gradients_take_memory()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        var before = Tensor.TotalCount;
        using var adam = new FlatAdam(model.Parameters);
        Step(model, adam, 1);

        adam.Reset();

        Assert.Equal(before, Tensor.TotalCount);
        var state = adam.State();
        Assert.Equal(["step"], state.Keys);
        adam.LoadState(state);
        Assert.Equal(0, adam.Steps);
    }

    [Fact]
    public void An_optimizer_restored_from_its_saved_state_continues_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var adam = new FlatAdam(model.Parameters);
        Step(model, adam, 1);
        Step(model, adam, 2);
        using var resumed = model.Clone();
        Safetensors.Write(folder.File("adam"), adam.State());
        Step(model, adam, 3);

        using var resumedAdam = new FlatAdam(resumed.Parameters);
        resumedAdam.LoadState(Safetensors.Read(folder.File("adam")));
        Step(resumed, resumedAdam, 3);

        Assert.True(TinyModels.AreEqual(resumed.Parameters.Weights, model.Parameters.Weights));
    }

    [Fact]
    public void The_state_of_another_model_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);
        using var other = TinyModels.Create(TinyModels.TiedLlama);
        using var adam = new FlatAdam(model.Parameters);
        using var otherAdam = new FlatAdam(other.Parameters);

        Assert.Throws<KimiException>(() => adam.LoadState(otherAdam.State()));
        Assert.Throws<KimiException>(() => adam.LoadState(new Dictionary<string, Tensor>()));
    }

    private static void Step(Transformer model, FlatAdam adam, int seed)
    {
        adam.Train();
        SetGradients(model, seed, 1);
        adam.Step(1e-3);
    }

    private static void SetGradients(Transformer model, int seed, float scale)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        model.Parameters.Gradients.copy_(randn(model.Parameters.Gradients.shape, generator: generator).mul_(scale));
    }
}
