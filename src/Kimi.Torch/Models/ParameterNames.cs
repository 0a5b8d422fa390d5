using System.Globalization;

namespace Kimi.Torch.Models;

/// <summary>
/// The names of a model's parameters: Hugging Face's, in checkpoints and in memory. A model that sees has its text model's under another prefix.
/// </summary>
internal sealed class ParameterNames
{
    /// <summary>The only tensor of a value head.</summary>
    internal const string ValueHead = "value_head.weight";

    private const string LastOfEmbedding = "embed_tokens.weight";
    private const string Tower = "vision_tower.";
    private const string LastOfHead = "lm_head.weight";

    private readonly string _text;
    private readonly string _head;
    private readonly string _vision;

    private ParameterNames(string text, string head, string vision) => (_text, _head, _vision) = (text, head, vision);

    /// <summary>Those of a model of text alone.</summary>
    internal static ParameterNames OfText { get; } = new("model.", "", "");

    internal string Embedding => _text + LastOfEmbedding;

    internal string FinalNorm => $"{_text}norm.weight";

    internal string Head => _head + LastOfHead;

    internal VisionNames Vision => new($"{_vision}{Tower}vision_model.", $"{_vision}multi_modal_projector.");

    /// <summary>Those of a model that sees, as files spell them.</summary>
    internal static ParameterNames Of(LlavaSpelling spelling) => spelling switch
    {
        LlavaSpelling.LanguageModelFirst => new("language_model.model.", "language_model.", ""),
        LlavaSpelling.ModelFirst => new("model.language_model.", "", "model."),
        _ => throw new ArgumentOutOfRangeException(nameof(spelling)),
    };

    /// <summary>Whether a tensor is an output matrix, however it is spelt.</summary>
    internal static bool IsHead(string name) => name.EndsWith(LastOfHead, StringComparison.Ordinal);

    /// <summary>Whether a tensor is the embedding of tokens, however it is spelt.</summary>
    internal static bool IsEmbedding(string name) => name.EndsWith($".{LastOfEmbedding}", StringComparison.Ordinal);

    /// <summary>Whether a tensor is one of a vision tower, however it is spelt.</summary>
    internal static bool IsOfTower(string name) => name.Contains(Tower, StringComparison.Ordinal);

    /// <summary>The first factor of an adapted matrix, as PEFT names it.</summary>
    internal static string AdapterA(string matrix) => Adapter(matrix, "lora_A");

    /// <summary>The second factor.</summary>
    internal static string AdapterB(string matrix) => Adapter(matrix, "lora_B");

    /// <summary>The parameters of a block.</summary>
    internal LayerNames Layer(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{_text}layers.{index}."));

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
