using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>How many tokens of a prompt are certain to be an image.</summary>
internal static class ImageTokens
{
    /// <summary>Those of one image, where a stage's problems have images and the shape of its policy is known; else 0.</summary>
    /// <param name="stage">The stage that asks.</param>
    /// <param name="policy">The stage that made the policy.</param>
    /// <param name="facts">What is known about the recipe.</param>
    public static long Of(CheckedStage stage, CheckedStage policy, RecipeFacts facts) =>
        facts.Architecture[policy] is { HasValue: true, Value: { } root } && TransformerShapes.Of(root, facts)?.Shape.Vision is { } vision
        && stage.PromptSets.Any(input => facts.Images[input.Source] is { HasValue: true, Value: true })
            ? vision.Patches
            : 0;
}
