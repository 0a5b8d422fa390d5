using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Makes a policy with random weights: a decoder-only transformer in the form of Qwen3, with its tokenizer.</summary>
[Establishes(Fact.Architecture)]
[Establishes(Fact.Tokenizer, Option = nameof(Alphabet))]
[Establishes(Fact.ContextLength, Option = nameof(ContextLength))]
[Establishes(Fact.RotaryBase, Option = nameof(RopeBase))]
[Establishes(Fact.Tuned, Value = false)]
[Establishes(Fact.Vision, Value = false)]
[Establishes(Fact.Adapter, Value = false)]
[TransformerShape(
    Layers = nameof(Layers), HiddenSize = nameof(HiddenSize), AttentionHeads = nameof(AttentionHeads), KeyValueHeads = nameof(KeyValueHeads),
    HeadSize = nameof(HeadSize), FeedForwardSize = nameof(FeedForwardSize), Alphabet = nameof(Alphabet), TieEmbeddings = nameof(TieEmbeddings))]
[UsesMemory(MemoryUse.Weights)]
[Establishes(Fact.Trained, Value = false)]
[Establishes(Fact.ChatTemplate, Value = false)]
public sealed class InitializeTransformerAttribute : StageAttribute<Policy>
{
    /// <summary>Decoder layers. Default: 4.</summary>
    [Range(1, 1000)]
    [DefaultValue(4)]
    public int Layers { get; set; } = 4;

    /// <summary>Width of the residual stream. Default: 128.</summary>
    [Range(2, 1_000_000)]
    [DefaultValue(128)]
    public int HiddenSize { get; set; } = 128;

    /// <summary>Query heads. Default: 4.</summary>
    [Range(1, 10_000)]
    [DefaultValue(4)]
    public int AttentionHeads { get; set; } = 4;

    /// <summary>Key and value heads, shared by groups of query heads; must divide <see cref="AttentionHeads"/>. Default: 2.</summary>
    [Range(1, 10_000)]
    [Divides(nameof(AttentionHeads))]
    [DefaultValue(2)]
    public int KeyValueHeads { get; set; } = 2;

    /// <summary>Size of a head; even. 0: <see cref="HiddenSize"/> / <see cref="AttentionHeads"/>. Default: 0.</summary>
    [Range(0, 10_000)]
    [DefaultValue(0)]
    public int HeadSize { get; set; }

    /// <summary>Width of the SwiGLU feed-forward layer. Default: 344.</summary>
    [Range(1, 10_000_000)]
    [DefaultValue(344)]
    public int FeedForwardSize { get; set; } = 344;

    /// <summary>The longest sequence, prompt and response together, in tokens. Default: 256.</summary>
    [Range(2, 10_000_000)]
    [DefaultValue(256)]
    public int ContextLength { get; set; } = 256;

    /// <summary>The base of the rotary position encoding. Default: 10,000.</summary>
    [Range(1.0, 1e12)]
    [DefaultValue(10_000.0)]
    public double RopeBase { get; set; } = 10_000;

    /// <summary>
    /// The standard deviation of the first weights. A narrow model learns faster with more: about 1 / sqrt(<see cref="HiddenSize"/>). Default: 0.02.
    /// </summary>
    [Range(0.0001, 1.0)]
    [DefaultValue(0.02)]
    public double InitializerRange { get; set; } = 0.02;

    /// <summary>Whether the output layer shares the embedding's weights. Default: true.</summary>
    [DefaultValue(true)]
    public bool TieEmbeddings { get; set; } = true;

    /// <summary>The characters of a character-level tokenizer, each once. Empty: a byte-level tokenizer over UTF-8. Default: empty.</summary>
    [DistinctCharacters]
    [DefaultValue("")]
    public string Alphabet { get; set; } = "";

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { ContextLength = ContextLength };
}
