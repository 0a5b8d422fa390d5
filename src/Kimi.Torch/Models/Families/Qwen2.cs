using Kimi.Torch.Files;

namespace Kimi.Torch.Models.Families;

/// <summary>Qwen2 and Qwen2.5, dense (Qwen team 2024): Llama with biases on queries, keys and values, whatever the configuration says.</summary>
public sealed class Qwen2 : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "qwen2";

    /// <inheritdoc/>
    public override string Architecture => "Qwen2ForCausalLM";

    internal override IReadOnlyList<ConfigKey> Keys { get; } =
        [new("use_sliding_window", "false"), new("sliding_window"), new("max_window_layers"), new("use_mrope", "false")];

    internal override string UsualConfig => """
        {"hidden_size": 4096, "intermediate_size": 22016, "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 32, "vocab_size": 151936,
         "max_position_embeddings": 32768}
        """;

    internal override ProjectionBiases Biases(bool attention, bool feedForward) => new(QueryKeyValue: true, Output: false, feedForward);
}
