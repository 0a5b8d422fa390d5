using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Whether a policy can see images: a checkpoint says so itself.</summary>
internal sealed class VisionFact() : Flag(Fact.Vision)
{
    /// <inheritdoc/>
    protected override Known<bool>? Given(CheckedStage stage) => stage.Part.Declaration.LoadsCheckpoint is null ? null
        : stage.Checkpoint is { } checkpoint ? Known<bool>.Of(checkpoint.Sees)
        : Known<bool>.Unknown;
}
