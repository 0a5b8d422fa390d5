using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of stages that make, merge and measure policies without training.</summary>
internal static class ModelProofs
{
    internal static IEnumerable<OptionProof> All() =>
    [
        OptionProof.Of<InitializeTransformerAttribute>(
            () => new()
            {
                Layers = 1,
                HiddenSize = 16,
                AttentionHeads = 2,
                KeyValueHeads = 1,
                FeedForwardSize = 24,
                ContextLength = 16,
                Alphabet = "01",
            },
            options => new Stage<InitializeTransformerAttribute, Policy>("Proved", options),
            [
                (nameof(InitializeTransformerAttribute.Layers), 2),
                (nameof(InitializeTransformerAttribute.HiddenSize), 8),
                (nameof(InitializeTransformerAttribute.AttentionHeads), 4),
                (nameof(InitializeTransformerAttribute.KeyValueHeads), 2),
                (nameof(InitializeTransformerAttribute.HeadSize), 4),
                (nameof(InitializeTransformerAttribute.FeedForwardSize), 16),
                (nameof(InitializeTransformerAttribute.ContextLength), 32),
                (nameof(InitializeTransformerAttribute.RopeBase), 500.0),
                (nameof(InitializeTransformerAttribute.InitializerRange), 0.1),
                (nameof(InitializeTransformerAttribute.TieEmbeddings), false),
                (nameof(InitializeTransformerAttribute.Alphabet), "012"),
            ]),
        OptionProof.Of<AddVisionTowerAttribute>(
            () => new() { ImageSize = 8, PatchSize = 4, Layers = 1, HiddenSize = 8, AttentionHeads = 2, FeedForwardSize = 12 },
            options => new Stage<AddVisionTowerAttribute, Policy, Policy>("Proved", options, Before.Policy),
            [
                (nameof(AddVisionTowerAttribute.ImageSize), 16),
                (nameof(AddVisionTowerAttribute.PatchSize), 8),
                (nameof(AddVisionTowerAttribute.Layers), 2),
                (nameof(AddVisionTowerAttribute.HiddenSize), 16),
                (nameof(AddVisionTowerAttribute.AttentionHeads), 4),
                (nameof(AddVisionTowerAttribute.FeedForwardSize), 16),
            ]),
        OptionProof.Of<MergeWeightsAttribute>(
            () => new(),
            options => new Stage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>(
                "Proved", options, StageInput.List<Policy>(Before.Policy, Before.OtherPolicy)),
            [
                (nameof(MergeWeightsAttribute.Weights), new[] { 0.25, 0.75 }),
                (nameof(MergeWeightsAttribute.Interpolation), Interpolation.Spherical),
            ]),
        OptionProof.Of<MeasurePerplexityAttribute>(
            () => new() { SequenceLength = 16, Buckets = 2 },
            options => new Stage<MeasurePerplexityAttribute, IReadOnlyList<Policy>, Corpus, PerplexityReport>(
                "Proved", options, StageInput.List<Policy>(Before.Policy), Before.LongTexts),
            [(nameof(MeasurePerplexityAttribute.SequenceLength), 12), (nameof(MeasurePerplexityAttribute.Buckets), 3)]),
    ];
}
