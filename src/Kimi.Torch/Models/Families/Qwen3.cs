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

    internal override ProjectionBiases Biases(bool attention, bool feedForward) => new(attention, attention, feedForward);
}
