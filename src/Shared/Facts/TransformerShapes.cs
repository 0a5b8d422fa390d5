using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>The shape of the transformer that a policy is; it follows the lineage of the weights.</summary>
internal static class TransformerShapes
{
    /// <summary>The shape that a stage gives and the stage at which its language model began; null when an option or a policy is not known.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="facts">What is known about the recipe.</param>
    public static (CheckedStage Root, TransformerShape Shape)? Of(CheckedStage stage, RecipeFacts facts) =>
        stage.Checkpoint is { } checkpoint ? (stage, checkpoint.Shape)
        : stage.Part.Declaration.TransformerShape is { } text ? OfText(stage, text) is { } shape ? (stage, shape) : null
        : stage.Part.Declaration.VisionShape is { } vision ? Seeing(stage, vision, facts)
        : null;

    // What has a row for each token has one more, for the places of images.
    private static (CheckedStage Root, TransformerShape Shape)? Seeing(CheckedStage stage, DeclaredAttribute declaration, RecipeFacts facts)
    {
        var options = new Options(stage, declaration);
        var vision = new VisionShape
        {
            ImageSize = options.Number("ImageSize"),
            PatchSize = options.Number("PatchSize"),
            Layers = options.Number("Layers"),
            HiddenSize = options.Number("HiddenSize"),
            FeedForwardSize = options.Number("FeedForwardSize"),
            HasProjectorBias = true,
        };
        return options.AreKnown && vision.PatchSize > 0
            && stage.Policies.Select(policy => facts.Architecture[policy.Source]).FirstOrDefault() is { HasValue: true, Value: { } began }
            && Of(began, facts) is var (root, text)
                ? (root, text with { Vision = vision, VocabularySize = text.Vocabulary + 1 })
                : null;
    }

    private static TransformerShape? OfText(CheckedStage stage, DeclaredAttribute declaration)
    {
        var options = new Options(stage, declaration);
        var shape = new TransformerShape
        {
            Layers = options.Number("Layers"),
            HiddenSize = options.Number("HiddenSize"),
            AttentionHeads = options.Number("AttentionHeads"),
            KeyValueHeads = options.Number("KeyValueHeads"),
            HeadSize = options.Number("HeadSize"),
            FeedForwardSize = options.Number("FeedForwardSize"),
            Alphabet = options.Value("Alphabet")?.Length ?? 0,
            TieEmbeddings = options.Value("TieEmbeddings")?.Text == "true",
            HasQueryKeyNorms = true,
        };
        return options.AreKnown ? shape : null;
    }

    // The options that a declaration names.
    private sealed class Options(CheckedStage stage, DeclaredAttribute declaration)
    {
        public bool AreKnown { get; private set; } = true;

        public long Number(string name) => (long)(Value(name)?.Number ?? 0);

        public OptionValue? Value(string name)
        {
            var value = stage.Part[declaration.Text(name)];
            AreKnown &= value is not null;
            return value;
        }
    }
}
