using Kimi.Torch.Files;

namespace Kimi.Torch.Models.Families;

/// <summary>Qwen3, dense (Qwen team 2025): Llama with an RMS norm on every head's queries and keys.</summary>
public sealed class Qwen3 : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "qwen3";

    /// <inheritdoc/>
    public override string Architecture => "Qwen3ForCausalLM";

    /// <inheritdoc/>
    public override bool HasQueryKeyNorm => true;

    internal override IReadOnlyList<ConfigKey> Keys { get; } = [new("use_sliding_window", "false"), new("sliding_window"), new("max_window_layers")];

    internal override string UsualConfig => """
        {"hidden_size": 4096, "intermediate_size": 22016, "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 32, "head_dim": 128,
         "vocab_size": 151936, "max_position_embeddings": 32768}
        """;

    internal override ProjectionBiases Biases(bool attention, bool feedForward) => new(attention, attention, feedForward);
}
