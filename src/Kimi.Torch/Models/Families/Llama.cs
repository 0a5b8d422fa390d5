namespace Kimi.Torch.Models.Families;

/// <summary>Llama (Touvron et al. 2023): the plain form, without biases and without norms on queries and keys.</summary>
public sealed class Llama : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "llama";

    /// <inheritdoc/>
    public override string Architecture => "LlamaForCausalLM";
}
