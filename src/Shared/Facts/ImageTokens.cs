using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>How many tokens of a prompt are certain to be an image.</summary>
internal static class ImageTokens
{
    /// <summary>Those of one image, where a stage's problems have images and its policy's checkpoint is known; else 0.</summary>
    /// <param name="stage">The stage that asks.</param>
    /// <param name="policy">The stage that made the policy.</param>
    /// <param name="facts">What is known about the recipe.</param>
    public static long Of(CheckedStage stage, CheckedStage policy, RecipeFacts facts) =>
        facts.Architecture[policy] is { HasValue: true, Value.Checkpoint: { } checkpoint }
        && stage.PromptSets.Any(input => facts.Problems[input.Source] is { HasValue: true, Value.HasImages: true })
            ? checkpoint.ImageTokens
            : 0;
}
