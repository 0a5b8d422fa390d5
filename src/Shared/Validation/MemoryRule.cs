using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether every stage fits the device that the recipe is meant for: KIMI6008.</summary>
internal static class MemoryRule
{
    private const double GiB = 1L << 30;

    /// <summary>Finds what is wrong: for each beginning of a policy, the stage that needs the most.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        if (recipe.DeviceMemoryGiB <= 0 || recipe.Devices <= 0)
            yield break;
        var needs = recipe.Stages.Select(stage => (Stage: stage, Need: MemoryEstimate.Of(stage, facts)!)).Where(entry => entry.Need is { Bytes: not null })
            .ToList();
        foreach (var group in needs.GroupBy(entry => entry.Need.Root))
        {
            var (stage, need) = group.OrderByDescending(entry => entry.Need.Bytes).First();
            if (need.Bytes <= recipe.DeviceMemoryGiB * recipe.Devices * GiB)
                continue;
            yield return new(
                Ids.Memory,
                stage.Part.Mark,
                $"stage '{stage.Name}' needs about {Text(need.Bytes!.Value / GiB)} GiB for a policy of {Parameters(need.Shape.Parameters)} weights, "
                + $"more than the {Text(recipe.DeviceMemoryGiB * recipe.Devices)} GiB of {Devices(recipe)}: "
                + (need.Root.Checkpoint is null ? $"shrink '{need.Root.Name}', its context or the batch" : $"load a smaller policy in '{need.Root.Name}'")
                + $", or raise DeviceMemoryGiB{(recipe.Devices == 1 ? "" : " or Devices")}")
            {
                Causes = [.. Marks(stage, stage.Part.Declaration.UsesMemory!), .. RootMarks(need.Root),
                    .. ContextMarks(need.Root, facts)],
            };
        }
    }

    private static string Devices(CheckedRecipe recipe) => recipe.Devices == 1 ? "the recipe's device" : $"the recipe's {recipe.Devices} devices";

    // The values of the options that a declaration names: Steps, say, has no part in memory.
    private static IEnumerable<int> Marks(CheckedStage stage, DeclaredAttribute declaration) =>
        from argument in declaration.Named.Values
        from option in argument is string name ? [name] : argument is IReadOnlyList<object?> names ? names.OfType<string>() : []
        let value = stage.Part[option]
        where value is not null
        select value.Mark;

    private static IEnumerable<int> RootMarks(CheckedStage root) => root.Part.Declaration.TransformerShape is { } shape
        ? Marks(root, shape)
        : root.Part[root.Part.Declaration.LoadsCheckpoint ?? ""] is { } folder ? [folder.Mark] : [];

    private static IEnumerable<int> ContextMarks(CheckedStage root, RecipeFacts facts) =>
        facts.ContextLength[root] is { HasValue: true, Value: { } context } ? [context.Value.Mark] : [];

    private static string Text(double number) => number.ToString(number < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);

    private static string Parameters(long count) =>
        count >= 1_000_000_000
            ? $"{Text(count / 1e9)} billion"
            : count >= 1_000_000 ? $"{Text(count / 1e6)} million" : count.ToString(CultureInfo.InvariantCulture);
}
