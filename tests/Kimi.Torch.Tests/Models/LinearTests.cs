using System.Numerics;
using System.Runtime.Intrinsics;
using Kimi.Torch.Models;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>Products with a few rows have a kernel; it must give the numbers of libtorch's product.</summary>
public sealed class LinearTests
{
    public static TheoryData<int, int, int, bool> Shapes => new()
    {
        { 1, 64, 48, false },
        { 1, 576, 1000, true },
        { 2, 31, 7, true },
        { 3, 33, 1, false },
        { 4, 100, 50, true },
        { 5, 128, 131, false },
        { 7, 17, 3, true },
        { 8, 200, 100, false },
        { 1, 32, 5, true },
        { 3, 63, 4, true },
        { 6, 65, 10, false },
        { 1, 4864, 20, false },
        { 30, 97, 65, true },
        { FewRowsKernel.RowsInPass, 896, 301, true },
        { FewRowsKernel.RowsInPass + 1, 896, 301, true },
        { 1, 1, 1, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weights_of_either_type_are_multiplied_as_by_the_library(int rows, int inputs, int outputs, bool hasBias)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        random.manual_seed(rows + outputs);
        var (x, weight) = (randn(rows, inputs), randn(outputs, inputs).to(ScalarType.BFloat16));
        var bias = hasBias ? randn(outputs) : null;
        var expected = nn.functional.linear(x, weight.to(ScalarType.Float32), bias);

        foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.BFloat16])
        {
            var linear = new Linear(weight.to(type), bias, adapter: null, type);
            Assert.Equal(ScalarType.Float32, linear.Apply(x).dtype);
            AssertNear(expected, linear.Apply(x));
            AssertNear(expected.view(1, rows, outputs), linear.Apply(x.view(1, rows, inputs)));
            AssertNear(expected + 1, linear.AddTo(ones(rows, outputs), x));
        }
    }

    [Theory]
    [InlineData(1, 32, 5)]
    [InlineData(1, 896, 7)]
    [InlineData(1, 576, 5)]
    [InlineData(1, 704, 5)]
    [InlineData(3, 384, 8)]
    [InlineData(2, 344, 9)]
    [InlineData(4, 97, 10)]
    [InlineData(7, 63, 8)]
    [InlineData(64, 130, 11)]
    public unsafe void Vectors_of_either_width_give_the_numbers_of_the_library(int rows, int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(rows + outputs);
        var (x, weight, bias) = (randn(rows, inputs), randn(outputs, inputs).to(ScalarType.BFloat16), randn(outputs));
        var floats = weight.to(ScalarType.Float32);
        var expected = nn.functional.linear(x, floats, bias);
        List<Tensor> products = [.. Enumerable.Range(0, 4).Select(_ => empty(rows, outputs))];

        FewRowsKernel.Product<Floats, Vector512<float>, WideVectors>.Run(
            x.Floats(), rows, floats.Start(), bias.Floats(), products[0].Floats(), inputs, outputs);
        FewRowsKernel.Product<Floats, Vector<float>, UsualVectors>.Run(
            x.Floats(), rows, floats.Start(), bias.Floats(), products[1].Floats(), inputs, outputs);
        FewRowsKernel.Product<BrainFloats, Vector512<float>, WideVectors>.Run(
            x.Floats(), rows, weight.Start(), bias.Floats(), products[2].Floats(), inputs, outputs);
        FewRowsKernel.Product<BrainFloats, Vector<float>, UsualVectors>.Run(
            x.Floats(), rows, weight.Start(), bias.Floats(), products[3].Floats(), inputs, outputs);

        Assert.All(products, product => AssertNear(expected, product));
    }

    [Theory]
    [InlineData(32, 7)]
    [InlineData(97, 50)]
    [InlineData(128, 131)]
    [InlineData(576, 49)]
    [InlineData(896, 100)]
    [InlineData(4864, 20)]
    public unsafe void A_row_has_the_bits_that_it_has_alone(int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(inputs);
        const int Most = (2 * FewRowsKernel.RowsInPass) + 3;
        var (x, weight) = (randn(Most, inputs), randn(outputs, inputs).to(ScalarType.BFloat16));
        var floats = weight.to(ScalarType.Float32);

        AssertAlone((x, rows, y) => FewRowsKernel.Run<Floats>(x, rows, floats.Start(), null, y, inputs, outputs));
        AssertAlone((x, rows, y) => FewRowsKernel.Run<BrainFloats>(x, rows, weight.Start(), null, y, inputs, outputs));
        AssertAlone((x, rows, y) => FewRowsKernel.Product<Floats, Vector<float>, UsualVectors>.Run(x, rows, floats.Start(), null, y, inputs, outputs));
        AssertAlone((x, rows, y) => FewRowsKernel.Product<BrainFloats, Vector<float>, UsualVectors>.Run(x, rows, weight.Start(), null, y, inputs, outputs));

        void AssertAlone(Product product)
        {
            foreach (var rows in (int[])[2, 3, 4, 5, 9, 64, Most])
            {
                var (together, alone) = (zeros(rows, outputs), zeros(rows, outputs));
                product(x.Floats(), rows, together.Floats());
                for (var row = 0; row < rows; row++)
                    product(x.Floats() + (row * inputs), 1, alone.Floats() + (row * outputs));
                Assert.True(alone.allclose(together, rtol: 0, atol: 0), $"{rows} rows");
            }
        }
    }

    [Fact]
    public void A_row_of_columns_that_lie_apart_is_read_as_it_is()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        random.manual_seed(1);
        var (x, weight) = (randn(64, 3).t(), randn(10, 64));

        AssertNear(nn.functional.linear(x, weight), new Linear(weight, bias: null, adapter: null, ScalarType.Float32).Apply(x));
    }

    private unsafe delegate void Product(float* x, int rows, float* y);

    private static void AssertNear(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 2e-4);
    }
}
