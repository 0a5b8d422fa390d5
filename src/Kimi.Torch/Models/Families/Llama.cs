using Kimi.Torch.Files;

namespace Kimi.Torch.Models.Families;

/// <summary>Llama (Touvron et al. 2023), with Llama 3, SmolLM2 and TinyLlama: the plain form, without norms on queries and keys.</summary>
public sealed class Llama : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "llama";

    /// <inheritdoc/>
    public override string Architecture => "LlamaForCausalLM";

    // How many parts a product was split into in pretraining changes its rounding only where it is split again.
    internal override IReadOnlyList<ConfigKey> Keys { get; } = [new("pretraining_tp", "1")];

    internal override string UsualConfig => """
        {"hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32, "num_attention_heads": 32, "vocab_size": 32000}
        """;

    internal override ProjectionBiases Biases(bool attention, bool feedForward) => new(attention, attention, feedForward);
}
