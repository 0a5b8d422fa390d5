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
        facts.Architecture[policy] is { HasValue: true, Value: { } root }
        && stage.PromptSets.Any(input => facts.Problems[input.Source] is { HasValue: true, Value.HasImages: true })
            ? root.Checkpoint?.ImageTokens ?? Added(root)
            : 0;

    /// <summary>Those of one image by the options of a stage that makes a policy see; 0 where that is not known.</summary>
    public static long Added(CheckedStage stage)
    {
        var declared = stage.Part.Declaration.ImagePatches;
        return declared is not null && stage.Part[(string)declared.Arguments[0]!]?.Number is { } size
            && stage.Part[(string)declared.Arguments[1]!]?.Number is > 0 and { } patch
            ? (long)(size / patch) * (long)(size / patch)
            : 0;
    }
}
