using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// One block, for training and for decoding: x ← x + O·attend(QKV·norm(x)), x ← x + D·swiglu(GU·norm(x)), each product with a bias where the family has one.
/// What attends to what is the caller's.
/// </summary>
internal sealed class TransformerBlock
{
    private readonly TransformerConfig _config;
    private readonly Tensor _inputNorm;
    private readonly Linear _queryKeyValue;
    private readonly Linear _output;
    private readonly Tensor _feedForwardNorm;
    private readonly Linear _gateUp;
    private readonly Linear _down;

    /// <summary>Takes up the block's tensors.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="type">The type in which matrices are multiplied.</param>
    /// <param name="leaf">Gives a parameter by its name, or those that lie with it in one matrix by the name of the first.</param>
    /// <param name="adapter">What is added to products, if something is.</param>
    /// <param name="index">Which block it is.</param>
    internal TransformerBlock(TransformerConfig config, ScalarType type, Func<string, Tensor> leaf, LowRankAdapter? adapter, int index)
    {
        _config = config;
        var names = config.Names.Layer(index);
        var biases = config.Biases;
        _inputNorm = leaf(names.InputNorm);
        _queryKeyValue = Product(names.Query, biases.QueryKeyValue ? names.QueryBias : null);
        QueryNorm = config.Family.HasQueryKeyNorm ? leaf(names.QueryNorm) : null;
        KeyNorm = config.Family.HasQueryKeyNorm ? leaf(names.KeyNorm) : null;
        _output = Product(names.Output, biases.Output ? names.OutputBias : null);
        _feedForwardNorm = leaf(names.FeedForwardNorm);
        _gateUp = Product(names.Gate, biases.FeedForward ? names.GateBias : null);
        _down = Product(names.Down, biases.FeedForward ? names.DownBias : null);

        Linear Product(string matrix, string? bias) => new(leaf(matrix), bias is null ? null : leaf(bias), adapter?.Of(matrix), type);
    }

    internal Tensor? QueryNorm { get; }

    internal Tensor? KeyNorm { get; }

    /// <summary>Whether all products of a few rows are the kernel's, which <see cref="Step"/> needs.</summary>
    internal bool IsKernels => _queryKeyValue.IsKernel && _output.IsKernel && _gateUp.IsKernel && _down.IsKernel;

    /// <summary>The block's output. Outside the training graph, the input of single tokens is overwritten with it.</summary>
    /// <param name="x">x_BTC, or x_BC with one token a row.</param>
    /// <param name="attend">Takes the fused projection, [..., queries | keys | values], and returns what was attended to, [..., queries].</param>
    internal Tensor Forward(Tensor x, Func<Tensor, Tensor> attend)
    {
        using var scope = NewDisposeScope();
        var attended = _output.AddTo(x, attend(_queryKeyValue.Apply(RmsNorm.Apply(x, _inputNorm, _config.RmsNormEps))));
        var gateUp = _gateUp.Apply(RmsNorm.Apply(attended, _feedForwardNorm, _config.RmsNormEps));
        var output = _down.AddTo(attended, SwiGlu.Apply(gateUp));
        return ReferenceEquals(output, x) ? output : output.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What <see cref="Forward"/> computes for the newest tokens of a few rows, to the bit, without tensors in between: making them takes longer than the
    /// arithmetic of a small block.
    /// </summary>
    internal unsafe void Step(StepMemory memory, DecodeAttention.Fused attention, int index)
    {
        var (rows, width, epsilon) = (memory.Rows, _config.HiddenSize, (float)_config.RmsNormEps);
        RmsNormKernel.Forward(memory.States, _inputNorm.Floats(), memory.Normed, rows, width, epsilon);
        _queryKeyValue.Multiply(memory.Normed, rows, memory.Wide);
        attention.Attend(memory.Wide, this, index, memory.Narrow);
        _output.Multiply(memory.Narrow, rows, memory.Normed);
        memory.AddNormedToStates();

        RmsNormKernel.Forward(memory.States, _feedForwardNorm.Floats(), memory.Normed, rows, width, epsilon);
        _gateUp.Multiply(memory.Normed, rows, memory.Wide);
        SwiGluKernel.Forward(memory.Wide, memory.Narrow, rows, _config.IntermediateSize);
        _down.Multiply(memory.Narrow, rows, memory.Normed);
        memory.AddNormedToStates();
    }
}
