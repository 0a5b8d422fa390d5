using System.Globalization;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a curriculum leaves something out, and begins below its end, where the layout of a file says which levels there are: KIMI5011.</summary>
internal static class LevelRule
{
    private static readonly Dictionary<string, double> _hardest = new(StringComparer.Ordinal) { ["Math"] = 5, ["MathVision"] = 5 };

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        let sampler = SamplerOf(stage)
        where sampler is not null
        let hardest = Hardest(stage)
        where hardest is not null
        let problem = All(stage, sampler, hardest.Value) ?? Above(stage, sampler, hardest.Value)
        where problem is not null
        select problem;

    /// <summary>The curriculum of a stage; null for none.</summary>
    public static CheckedPart? SamplerOf(CheckedStage stage) =>
        stage.Components.FirstOrDefault(component => component.Types.Contains("Kimi.Dsl.CurriculumSamplerAttribute"));

    /// <summary>What is wrong with a curriculum that begins above the hardest level; null for nothing.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="sampler">Its curriculum.</param>
    /// <param name="hardest">The hardest level of the problems.</param>
    public static Finding? Above(CheckedStage stage, CheckedPart sampler, double hardest) =>
        sampler["StartLevel"] is { IsGiven: true, Number: { } start } given && start > hardest
            ? new(
                Ids.Futile,
                given.Mark,
                $"StartLevel of [{sampler.Label}] on stage '{stage.Name}' is {given.Text}, and the hardest problems have level {Text(hardest)}, so the window "
                + "is at its top from the first iteration on, and nothing rises: lower it")
            {
                Causes = [given.Mark],
            }
            : null;

    private static Finding? All(CheckedStage stage, CheckedPart sampler, double hardest) =>
        Operands.FindAll(stage, sampler, ["Width", "StartLevel"]) is { } values && values.All(each => each.Value.Number >= hardest)
            ? new(
                Ids.Futile,
                Operands.Place(sampler, values.Select(each => each.Value)),
                $"Width of [{sampler.Label}] on stage '{stage.Name}' is {values[0].Value.Text} and StartLevel is {values[1].Value.Text}, and the problems have "
                + $"the levels 1 to {Text(hardest)}, so all of them are drawn from the first iteration on: lower StartLevel, or leave [{sampler.Label}] out")
            {
                Causes = [.. values.Select(each => each.Value.Mark)],
            }
            : null;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

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
