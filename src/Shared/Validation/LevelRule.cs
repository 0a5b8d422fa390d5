using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a curriculum has anything to leave out, where the layout of a file says which levels there are: KIMI5011.</summary>
internal static class LevelRule
{
    private static readonly Dictionary<string, double> _hardest = new(StringComparer.Ordinal) { ["Math"] = 5, ["MathVision"] = 5 };

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from sampler in stage.Components
        where sampler.Types.Contains("Kimi.Dsl.CurriculumSamplerAttribute")
        let hardest = Hardest(stage)
        let values = Operands.FindAll(stage, sampler, ["Width", "StartLevel"])
        where hardest is not null && values is not null && values.All(each => each.Value.Number >= hardest)
        select new Finding(
            Ids.Futile,
            Operands.Place(sampler, values.Select(each => each.Value)),
            $"Width of [{sampler.Label}] on stage '{stage.Name}' is {values[0].Value.Text} and StartLevel is {values[1].Value.Text}, and the problems have "
            + $"the levels 1 to {hardest}, so all of them are drawn from the first iteration on: lower StartLevel, or leave [{sampler.Label}] out")
        {
            Causes = [.. values.Select(each => each.Value.Mark)],
        };

    // Of problems that come from one file alone, which names its levels itself.
    private static double? Hardest(CheckedStage stage)
    {
        var files = stage.PromptSets.Select(input => FileOf(input.Source)).ToList();
        return files.Count == 1 && files[0]?.Part is { } file && file["LevelField"] is { Length: 0 }
            && file["Layout"] is { } layout && _hardest.TryGetValue(layout.Text, out var hardest) ? hardest : null;
    }

    private static CheckedStage? FileOf(CheckedStage stage)
    {
        var prompts = stage.Ingredients.Where(input => input.Source.Output.IsPromptSet).ToList();
        return stage.Part.Types.Contains("Kimi.Dsl.ProblemsFileAttribute") ? stage
            : prompts.Count == 1 && (!stage.IsTransform || stage.KeepsProblems) && (stage.IsTransform || stage.Part.IsOfLanguage) ? FileOf(prompts[0].Source)
            : null;
    }
}
