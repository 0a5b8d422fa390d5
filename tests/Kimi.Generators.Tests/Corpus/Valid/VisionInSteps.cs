// Form: a tower trained alone, then the projector, then all, each with its own corpus
using Kimi.Dsl;

namespace Acme;

[Recipe("vision-in-steps")]
public abstract partial class VisionInSteps
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [Documents<Pages>(Count = 64)]
    public abstract Corpus Captions();

    [AddVisionTower(ImageSize = 48, HiddenSize = 96, AttentionHeads = 6)]
    public abstract Policy Blank([From(nameof(Base))] Policy start);

    [Pretrain(Steps = 100, Trains = TrainedParts.Vision)]
    public abstract Policy Tower(Policy blank, Corpus captions);

    [Pretrain(Steps = 100, Trains = TrainedParts.Projector)]
    public abstract Policy Joined(Policy tower, Corpus captions);

    [Pretrain(Steps = 100, Mixture = [1.0, 0.0], FinalMixture = [0.6, 0.4])]
    public abstract Policy Joint(Policy joined, Corpus texts, Corpus captions);
}

/// <summary>Pages.</summary>
public sealed class Pages : IDocumentSource
{
    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random)
    {
        while (true)
            yield return new($"page {random.Next()}");
    }
}
