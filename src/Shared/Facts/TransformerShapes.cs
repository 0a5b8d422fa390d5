using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>The shape of the transformer that a policy is; it follows the lineage of the weights.</summary>
internal static class TransformerShapes
{
    /// <summary>The shape that a stage gives, or null when an option of it is not known.</summary>
    public static TransformerShape? Of(CheckedStage stage)
    {
        if (stage.Checkpoint is { } checkpoint)
            return checkpoint.Shape;
        if (stage.Part.Declaration.TransformerShape is not { } declaration)
            return null;
        var isKnown = true;
        var shape = new TransformerShape
        {
            Layers = Number("Layers"),
            HiddenSize = Number("HiddenSize"),
            AttentionHeads = Number("AttentionHeads"),
            KeyValueHeads = Number("KeyValueHeads"),
            HeadSize = Number("HeadSize"),
            FeedForwardSize = Number("FeedForwardSize"),
            Alphabet = Value("Alphabet")?.Length ?? 0,
            TieEmbeddings = Value("TieEmbeddings")?.Text == "true",
            HasQueryKeyNorms = true,
        };
        return isKnown ? shape : null;

        long Number(string name) => (long)(Value(name)?.Number ?? 0);

        OptionValue? Value(string name)
        {
            var value = stage.Part[declaration.Text(name)];
            isKnown &= value is not null;
            return value;
        }
    }
}
