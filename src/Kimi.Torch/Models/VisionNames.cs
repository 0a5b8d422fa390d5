using System.Globalization;

namespace Kimi.Torch.Models;

/// <summary>A matrix and its bias, or the two vectors of a norm.</summary>
/// <param name="name">What both names begin with.</param>
internal readonly struct WeightAndBias(string name)
{
    internal string Weight => $"{name}.weight";

    internal string Bias => $"{name}.bias";
}

/// <summary>The names of what a model sees with.</summary>
/// <param name="tower">What the tower's names begin with.</param>
/// <param name="projector">What the projector's names begin with.</param>
internal readonly struct VisionNames(string tower, string projector)
{
    internal string PatchEmbedding => $"{tower}embeddings.patch_embedding.weight";

    internal string PatchBias => $"{tower}embeddings.patch_embedding.bias";

    internal string PositionEmbedding => $"{tower}embeddings.position_embedding.weight";

    internal WeightAndBias LastNorm => new($"{tower}post_layernorm");

    internal WeightAndBias Projector1 => new($"{projector}linear_1");

    internal WeightAndBias Projector2 => new($"{projector}linear_2");

    /// <summary>The parameters of a block.</summary>
    internal LayerNames Layer(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{tower}encoder.layers.{index}."));

    /// <summary>The names of a block's parameters.</summary>
    /// <param name="prefix">What they begin with.</param>
    internal readonly struct LayerNames(string prefix)
    {
        internal WeightAndBias AttentionNorm => new($"{prefix}layer_norm1");

        internal WeightAndBias Query => new($"{prefix}self_attn.q_proj");

        internal WeightAndBias Key => new($"{prefix}self_attn.k_proj");

        internal WeightAndBias Value => new($"{prefix}self_attn.v_proj");

        internal WeightAndBias Output => new($"{prefix}self_attn.out_proj");

        internal WeightAndBias FeedForwardNorm => new($"{prefix}layer_norm2");

        internal WeightAndBias Up => new($"{prefix}mlp.fc1");

        internal WeightAndBias Down => new($"{prefix}mlp.fc2");
    }
}
