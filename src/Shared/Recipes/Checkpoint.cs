using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Json;

namespace Kimi.Shared.Recipes;

/// <summary>What the <c>config.json</c> of a checkpoint says that a recipe loads. Whether it can be loaded at all is told when it is read.</summary>
/// <param name="Shape">The shape of its transformer.</param>
/// <param name="ContextLength">The longest text that it takes, in tokens.</param>
internal sealed record Checkpoint(TransformerShape Shape, long ContextLength)
{
    /// <summary>The file of a checkpoint's folder.</summary>
    public const string FileName = "config.json";

    private const long UsualContext = 2_048;

    /// <summary>Reads a file; null where it is not one of a transformer that is known here.</summary>
    /// <param name="json">The file's text.</param>
    public static Checkpoint? Of(string json)
    {
        if (JsonReader.Read(json).Root is not { } root)
            return null;
        var family = Text("model_type");
        if (family is not ("llama" or "qwen2" or "qwen3")
            || Number("num_hidden_layers") is not { } layers || Number("hidden_size") is not { } width || Number("num_attention_heads") is not { } heads
            || Number("intermediate_size") is not { } feedForward || Number("vocab_size") is not { } vocabulary)
            return null;
        var attention = Text("attention_bias") == "True";
        var shape = new TransformerShape
        {
            Layers = layers,
            HiddenSize = width,
            AttentionHeads = heads,
            KeyValueHeads = Number("num_key_value_heads") ?? heads,
            HeadSize = Number("head_dim") ?? 0,
            FeedForwardSize = feedForward,
            VocabularySize = vocabulary,
            TieEmbeddings = Text("tie_word_embeddings") == "True",
            HasQueryKeyNorms = family == "qwen3",
            HasQueryKeyValueBiases = family == "qwen2" || attention,
            HasOutputBias = family != "qwen2" && attention,
            HasFeedForwardBiases = Text("mlp_bias") == "True",
        };
        return new(shape, Number("max_position_embeddings") ?? UsualContext);

        string? Text(string name) => (root.Properties.FirstOrDefault(property => property.Name == name)?.Value as JsonScalar)?.Text;

        long? Number(string name) => long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }

    /// <summary>The folder that an option names, as it is written in a path; empty for none.</summary>
    /// <param name="value">The option's value.</param>
    public static string Folder(OptionValue? value)
    {
        var text = value?.Text ?? "";
        var path = text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2).Replace(@"\\", @"\") : text;
        return path.Replace('\\', '/').TrimEnd('/');
    }
}
