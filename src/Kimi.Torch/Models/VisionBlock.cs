using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>One block of the tower: x ← x + O·attend(QKV·norm(x)), x ← x + D·gelu(U·norm(x)), every patch attending to all of its image.</summary>
internal sealed class VisionBlock
{
    private readonly VisionConfig _config;
    private readonly Norm _attentionNorm;
    private readonly Linear _queryKeyValue;
    private readonly Linear _output;
    private readonly Norm _feedForwardNorm;
    private readonly Linear _up;
    private readonly Linear _down;

    /// <summary>Takes up the block's tensors.</summary>
    /// <param name="config">The tower's shape.</param>
    /// <param name="type">The type in which matrices are multiplied.</param>
    /// <param name="leaf">Gives a parameter by its name, or those that lie with it in one matrix by the name of the first.</param>
    /// <param name="names">The block's names.</param>
    internal VisionBlock(VisionConfig config, ScalarType type, Func<string, Tensor> leaf, VisionNames.LayerNames names)
    {
        _config = config;
        _attentionNorm = NormOf(names.AttentionNorm);
        _queryKeyValue = Product(names.Query);
        _output = Product(names.Output);
        _feedForwardNorm = NormOf(names.FeedForwardNorm);
        _up = Product(names.Up);
        _down = Product(names.Down);

        Norm NormOf(WeightAndBias norm) => new(leaf(norm.Weight), leaf(norm.Bias), config.LayerNormEps);

        Linear Product(WeightAndBias product) => new(leaf(product.Weight), leaf(product.Bias), adapter: null, type);
    }

    /// <summary>The block's output.</summary>
    /// <param name="x_NPC">The patches of images.</param>
    internal Tensor Forward(Tensor x_NPC)
    {
        using var scope = NewDisposeScope();
        var attended_NPC = _output.AddTo(x_NPC, Attend(_queryKeyValue.Apply(_attentionNorm.Apply(x_NPC))));
        var up_NPF = _up.Apply(_feedForwardNorm.Apply(attended_NPC)).gelu(GELU.Approximate.tanh);
        return _down.AddTo(attended_NPC, up_NPF).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor qkv_NPR)
    {
        var heads_3NHPD = qkv_NPR.view(qkv_NPR.size(0), qkv_NPR.size(1), 3, _config.NumAttentionHeads, -1).permute(2, 0, 3, 1, 4);
        return nn.functional.scaled_dot_product_attention(heads_3NHPD[0], heads_3NHPD[1], heads_3NHPD[2]).transpose(1, 2).flatten(2);
    }

    /// <summary>(x − mean(x)) / sqrt(var(x) + ε) · w + b over the last axis.</summary>
    private sealed record Norm(Tensor Weight, Tensor Bias, double Epsilon)
    {
        internal Tensor Apply(Tensor x) => nn.functional.layer_norm(x, Weight.shape, Weight, Bias, Epsilon);
    }
}
