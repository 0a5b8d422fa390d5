using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>
/// Whether there are images among prompts: the type of the problems says so, or what a file's stage is told to read. What a team's own stages make of images is
/// not known.
/// </summary>
internal sealed class ImagesFact() : Flag(Fact.Images)
{
    /// <inheritdoc/>
    protected override Known<bool>? Given(CheckedStage stage) =>
        stage.Part.Declaration.ProblemOrigin is not null && stage.Part.Problem is { HasImages: true } ? Known<bool>.Of(true)
        : stage.IsTransform && stage.KeepsProblems ? JoinOf(stage.Inputs.Where(input => input.Source.Output.IsPromptSet).Select(input => input.Source))
        : stage.IsTransform || stage.Part.Types[0].StartsWith("Kimi.Dsl.", StringComparison.Ordinal) ? base.Given(stage)
        : Known<bool>.Unknown;

    /// <inheritdoc/>
    protected override Known<bool> Join(bool first, bool second) => Known<bool>.Of(first || second);
}
