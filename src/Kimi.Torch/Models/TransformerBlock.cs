using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// One block, for training and for decoding: x ← x + O·attend(QKV·norm(x)), x ← x + D·swiglu(GU·norm(x)). What attends to what is the caller's.
/// </summary>
internal sealed class TransformerBlock
{
    private readonly TransformerConfig _config;
    private readonly ScalarType _type;

    /// <summary>Takes up the block's tensors.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="type">The type in which matrices are multiplied.</param>
    /// <param name="leaf">Gives a parameter by its name, or those that lie with it in one matrix by the name of the first.</param>
    /// <param name="index">Which block it is.</param>
    internal TransformerBlock(TransformerConfig config, ScalarType type, Func<string, Tensor> leaf, int index)
    {
        (_config, _type) = (config, type);
        var names = ParameterNames.Layer(index);
        InputNorm = leaf(names.InputNorm);
        QueryKeyValue = leaf(names.Query);
        QueryNorm = config.Family.HasQueryKeyNorm ? leaf(names.QueryNorm) : null;
        KeyNorm = config.Family.HasQueryKeyNorm ? leaf(names.KeyNorm) : null;
        Output = leaf(names.Output);
        FeedForwardNorm = leaf(names.FeedForwardNorm);
        GateUp = leaf(names.Gate);
        Down = leaf(names.Down);
    }

    internal Tensor InputNorm { get; }

    internal Tensor QueryKeyValue { get; }

    internal Tensor? QueryNorm { get; }

    internal Tensor? KeyNorm { get; }

    internal Tensor Output { get; }

    internal Tensor FeedForwardNorm { get; }

    internal Tensor GateUp { get; }

    internal Tensor Down { get; }

    /// <summary>The block's output. Outside the training graph, the input of single tokens is overwritten with it.</summary>
    /// <param name="x">x_BTC, or x_BC with one token a row.</param>
    /// <param name="attend">Takes the fused projection, [..., queries | keys | values], and returns what was attended to, [..., queries].</param>
    internal Tensor Forward(Tensor x, Func<Tensor, Tensor> attend)
    {
        using var scope = is_grad_enabled() ? null : NewDisposeScope();
        var qkv = Linear.Apply(RmsNorm.Apply(x, InputNorm, _config.RmsNormEps), QueryKeyValue, _type);
        var attended = Linear.AddTo(x, attend(qkv), Output, _type);
        var gateUp = Linear.Apply(RmsNorm.Apply(attended, FeedForwardNorm, _config.RmsNormEps), GateUp, _type);
        var output = Linear.AddTo(attended, SwiGlu.Apply(gateUp), Down, _type);
        return scope is null || ReferenceEquals(output, x) ? output : output.MoveToOuterDisposeScope();
    }
}
