using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether what judges or demonstrates problems takes the type that they are: KIMI4009.</summary>
internal static class ProblemTypeRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        where stage.Part.Declaration.ProblemOrigin is null
        from prompts in stage.PromptSets
        let problems = facts.Problems[prompts.Source]
        where problems.HasValue
        from part in stage.Parts
        where part.Problem is not null && !problems.Value!.Is(part.Problem)
        select new Finding(
            Ids.ProblemType,
            part.Mark,
            $"[{part.Label}] of stage '{stage.Name}' {part.Component?.Verb ?? "takes"} {Words.A(part.Problem!.Name)}, "
            + $"but '{prompts.Name}' holds problems of type {problems.Value!.Name}: take one that {part.Component?.Verb ?? "takes"} those, or other problems");
}
