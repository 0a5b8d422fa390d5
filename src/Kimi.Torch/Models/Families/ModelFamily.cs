using Kimi.Torch.Files;

namespace Kimi.Torch.Models.Families;

/// <summary>What differs between families of decoder-only transformers. A family is one file beside this one, and its line in <see cref="All"/>.</summary>
public abstract class ModelFamily
{
    /// <summary>The families there are.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } = [new Llama(), new Qwen2(), new Qwen3()];

    /// <summary>Its name in <c>config.json</c>: <c>model_type</c>.</summary>
    public abstract string ModelType { get; }

    /// <summary>The class that loads its checkpoints in Python: the only entry of <c>architectures</c>.</summary>
    public abstract string Architecture { get; }

    /// <summary>Whether queries and keys are normalised for each head.</summary>
    public virtual bool HasQueryKeyNorm => false;

    /// <summary>
    /// The keys of <c>config.json</c> that the family has beyond those of all, each with the only values that leave the computation as it is here.
    /// </summary>
    internal abstract IReadOnlyList<ConfigKey> Keys { get; }

    /// <summary>The JSON object of what transformers takes where a <c>text_config</c> leaves a key out.</summary>
    internal abstract string UsualConfig { get; }

    /// <summary>The family of a <c>model_type</c>, or null.</summary>
    /// <param name="modelType">The name.</param>
    public static ModelFamily? Find(string modelType) => All.FirstOrDefault(family => family.ModelType == modelType);

    /// <summary>Which projections have a bias.</summary>
    /// <param name="attention">What <c>attention_bias</c> says.</param>
    /// <param name="feedForward">What <c>mlp_bias</c> says.</param>
    internal abstract ProjectionBiases Biases(bool attention, bool feedForward);
}

/// <summary>Which projections of a block have a bias.</summary>
/// <param name="QueryKeyValue">Queries, keys and values.</param>
/// <param name="Output">The output of attention.</param>
/// <param name="FeedForward">The feed-forward layer.</param>
internal readonly record struct ProjectionBiases(bool QueryKeyValue, bool Output, bool FeedForward);
