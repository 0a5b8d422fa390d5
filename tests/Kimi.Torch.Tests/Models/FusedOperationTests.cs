using Kimi.Tests;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

public class FusedOperationTests
{
    [Theory]
    [InlineData(7, 20)]
    [InlineData(900, 128)]
    public void The_fused_norm_and_its_gradient_equal_the_composed_formula(int rows, int width) => AssertEqual(
        inputs => [RmsNorm.Apply(inputs[0], inputs[1], 1e-5)],
        inputs => [RmsNorm.Composed(inputs[0], inputs[1], 1e-5)],
        [rows, width],
        [width]);

    [Theory]
    [InlineData(7, 22)]
    [InlineData(300, 128)]
    public void The_fused_activation_and_its_gradient_equal_the_composed_formula(int rows, int width) => AssertEqual(
        inputs => [SwiGlu.Apply(inputs[0])],
        inputs => [SwiGlu.Composed(inputs[0])],
        [rows, 2 * width]);

    [Theory]
    [InlineData(3, 5)]
    [InlineData(20, 31)]
    public void Fused_heads_with_norms_and_their_gradient_equal_the_composed_formula(int batch, int time)
    {
        var config = TinyModels.Qwen;
        using var rotary = RotaryTables.Of(config, 64, CPU);
        AssertEqual(
            inputs => List(AttentionHeads.Apply(inputs[0], inputs[1], inputs[2], rotary, config)),
            inputs => List(AttentionHeads.Composed(inputs[0], inputs[1], inputs[2], rotary, config)),
            [batch, time, 200],
            [20],
            [20]);
    }

    [Fact]
    public void Fused_heads_without_norms_and_their_gradient_equal_the_composed_formula()
    {
        var config = TinyModels.TiedLlama;
        using var rotary = RotaryTables.Of(config, 64, CPU);
        AssertEqual(
            inputs => List(AttentionHeads.Apply(inputs[0], null, null, rotary, config)),
            inputs => List(AttentionHeads.Composed(inputs[0], null, null, rotary, config)),
            [2, 6, 640]);
    }

    [Fact]
    public void Two_threads_compute_what_one_computes()
    {
        set_num_threads(2);
        try
        {
            The_fused_norm_and_its_gradient_equal_the_composed_formula(900, 128);
            The_fused_activation_and_its_gradient_equal_the_composed_formula(300, 128);
            Fused_heads_with_norms_and_their_gradient_equal_the_composed_formula(20, 31);
        }
        finally
        {
            set_num_threads(1);
        }
    }

    private static List<Tensor> List((Tensor Queries, Tensor Keys, Tensor Values) heads) => [heads.Queries, heads.Keys, heads.Values];

    private static void AssertEqual(Func<Tensor[], List<Tensor>> fused, Func<Tensor[], List<Tensor>> composed, params long[][] shapes)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var values = shapes.Select(shape => randn(shape, generator: generator)).ToArray();
        var (outputs, gradients) = Run(fused);
        var (expectedOutputs, expectedGradients) = Run(composed);

        foreach (var (actual, expected) in outputs.Paired(expectedOutputs).Concat(gradients.Paired(expectedGradients)))
            Assert.InRange(TinyModels.LargestDifference(actual, expected) / expected.abs().max().item<float>(), 0, 1e-5);

        (List<Tensor> Outputs, List<Tensor> Gradients) Run(Func<Tensor[], List<Tensor>> function)
        {
            var inputs = values.Select(value => value.clone().requires_grad_()).ToArray();
            var outputs = function(inputs);
            using var directions = new Generator(6);
            var loss = outputs.Select(output => (output * randn(output.shape, generator: directions)).sum()).Aggregate((a, b) => a + b);
            loss.backward();
            return (outputs, [.. inputs.Select(input => input.grad!)]);
        }
    }
}
