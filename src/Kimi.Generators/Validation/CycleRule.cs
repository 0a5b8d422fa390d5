using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>Whether every stage can run before those it feeds: KIMI2004.</summary>
internal static class CycleRule
{
    /// <summary>Finds what is wrong: the shortest cycle through each stage, every cycle once, starting from its first declared stage.</summary>
    public static IEnumerable<Finding> Check(RecipeModel recipe)
    {
        var told = new HashSet<StageModel>();
        var ordered = Wiring.Order(recipe);
        foreach (var stage in recipe.Stages.Where(s => !ordered.Contains(s)))
        {
            if (Path(recipe, stage) is not { } path || path.Any(told.Contains))
                continue;
            told.UnionWith(path);
            var way = string.Join(" → ", path.Append(stage).Select(s => s.Name));
            yield return new(DiagnosticIds.Cycle, stage.Mark, $"stage '{stage.Name}' waits for its own output, {way}: cut the cycle at one of these stages");
        }
    }

    // Breadth-first along what each stage feeds, from a stage back to itself.
    private static List<StageModel>? Path(RecipeModel recipe, StageModel start)
    {
        var paths = new Queue<List<StageModel>>([[start]]);
        var seen = new HashSet<StageModel>();
        while (paths.Count > 0)
        {
            var path = paths.Dequeue();
            foreach (var next in recipe.Stages.Where(s => Wiring.Sources(recipe, s).Contains(path[path.Count - 1])))
            {
                if (next == start)
                    return path;
                if (seen.Add(next))
                    paths.Enqueue([.. path, next]);
            }
        }

        return null;
    }
}
