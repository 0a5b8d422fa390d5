using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>The speed of the machine's own library on matrices of the model's shapes.</summary>
internal sealed class MatrixMultiplication : IContestant
{
    private const int Rows = 3072;
    private const double OperationsPerRun = 2e10;

    private readonly Tensor _x;
    private readonly Tensor _weight;
    private readonly Tensor _y;
    private readonly int _repetitions;

    private MatrixMultiplication(long inputs, long outputs)
    {
        Name = $"matmul {Rows}x{inputs} · {inputs}x{outputs}";
        _x = randn(Rows, inputs);
        _weight = randn(inputs, outputs);
        _y = empty(Rows, outputs);
        _repetitions = (int)Math.Ceiling(OperationsPerRun / (2.0 * Rows * inputs * outputs));
        Operations = 2.0 * Rows * inputs * outputs * _repetitions;
    }

    public string Name { get; }

    public long Tokens => 0;

    public double Operations { get; }

    public static IEnumerable<MatrixMultiplication> OfModel(TransformerConfig config)
    {
        long hidden = config.HiddenSize;
        yield return new MatrixMultiplication(hidden, (config.NumAttentionHeads + (2 * config.KeyValueHeads)) * config.HeadWidth);
        yield return new MatrixMultiplication(hidden, hidden);
        yield return new MatrixMultiplication(hidden, 2 * config.IntermediateSize);
        yield return new MatrixMultiplication(config.IntermediateSize, hidden);
    }

    public void Run()
    {
        using var noGradient = no_grad();
        for (var i = 0; i < _repetitions; i++)
            _y.addmm_(_x, _weight, beta: 0, alpha: 1);
    }
}
