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

    internal override ProjectionBiases Biases(bool attention, bool feedForward) => new(QueryKeyValue: true, Output: false, feedForward);
}
