using System.Globalization;

namespace Kimi.Torch.Models;

/// <summary>The names of a model's parameters: Hugging Face's, in checkpoints and in memory.</summary>
internal static class ParameterNames
{
    internal const string Embedding = "model.embed_tokens.weight";
    internal const string FinalNorm = "model.norm.weight";
    internal const string Head = "lm_head.weight";

    /// <summary>The only tensor of a value head.</summary>
    internal const string ValueHead = "value_head.weight";

    /// <summary>The first factor of an adapted matrix, as PEFT names it.</summary>
    internal static string AdapterA(string matrix) => Adapter(matrix, "lora_A");

    /// <summary>The second factor.</summary>
    internal static string AdapterB(string matrix) => Adapter(matrix, "lora_B");

    /// <summary>The parameters of a block.</summary>
    internal static LayerNames Layer(int index) => new(string.Create(CultureInfo.InvariantCulture, $"model.layers.{index}."));

    private static string Adapter(string matrix, string factor) => $"base_model.model.{matrix[..^".weight".Length]}.{factor}.weight";

    /// <summary>The names of a block's parameters.</summary>
    /// <param name="prefix">What they begin with.</param>
    internal readonly struct LayerNames(string prefix)
    {
        internal string InputNorm => $"{prefix}input_layernorm.weight";

        internal string Query => $"{prefix}self_attn.q_proj.weight";

        internal string QueryBias => $"{prefix}self_attn.q_proj.bias";

        internal string Key => $"{prefix}self_attn.k_proj.weight";

        internal string KeyBias => $"{prefix}self_attn.k_proj.bias";

        internal string Value => $"{prefix}self_attn.v_proj.weight";

        internal string ValueBias => $"{prefix}self_attn.v_proj.bias";

        internal string QueryNorm => $"{prefix}self_attn.q_norm.weight";

        internal string KeyNorm => $"{prefix}self_attn.k_norm.weight";

        internal string Output => $"{prefix}self_attn.o_proj.weight";

        internal string OutputBias => $"{prefix}self_attn.o_proj.bias";

        internal string FeedForwardNorm => $"{prefix}post_attention_layernorm.weight";

        internal string Gate => $"{prefix}mlp.gate_proj.weight";

        internal string GateBias => $"{prefix}mlp.gate_proj.bias";

        internal string Up => $"{prefix}mlp.up_proj.weight";

        internal string UpBias => $"{prefix}mlp.up_proj.bias";

        internal string Down => $"{prefix}mlp.down_proj.weight";

        internal string DownBias => $"{prefix}mlp.down_proj.bias";
    }
}
