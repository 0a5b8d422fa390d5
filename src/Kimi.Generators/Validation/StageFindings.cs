using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Validation;

/// <summary>What rules find in each stage alone. A keystroke changes one stage of a recipe: what was found in the others is kept.</summary>
internal static class StageFindings
{
    // Held weakly: a project's options stay the same from keystroke to keystroke, and go with it.
    private static readonly ConditionalWeakTable<ParseOptions, ConcurrentDictionary<string, Dictionary<string, Kept>>> _projects = new();

    /// <summary>What they find.</summary>
    /// <param name="model">The recipe.</param>
    /// <param name="recipe">The same with the values of its attributes.</param>
    /// <param name="project">What the recipe's project is parsed with; null for a recipe without source.</param>
    public static IReadOnlyList<Finding> Of(RecipeModel model, CheckedRecipe recipe, ParseOptions? project)
    {
        var written = model.Stages.Where(stage => stage.Attribute is not null).ToList();
        // Of two stages of one name, which is an error, only one is checked.
        if (project is null || written.Count != recipe.Stages.Count)
            return Find(recipe);
        var recipes = _projects.GetOrCreateValue(project);
        recipes.TryGetValue(model.Type.FullName, out var before);
        var now = new Dictionary<string, Kept>(written.Count, StringComparer.Ordinal);
        var all = new List<Finding>();
        foreach (var stage in recipe.Stages)
        {
            var own = written.First(each => each.Name == stage.Name);
            if (before is null || !before.TryGetValue(stage.Name, out var kept) || !kept.IsOf(own))
                kept = new(own, Find(recipe with { Stages = [stage] }));
            now[stage.Name] = kept;
            all.AddRange(kept.Findings);
        }

        recipes[model.Type.FullName] = now;
        return all;
    }

    private static IReadOnlyList<Finding> Find(CheckedRecipe recipe) => [.. OptionRules.Check(recipe), .. ValueRules.OfStages(recipe)];

    private sealed record Kept(StageModel Stage, IReadOnlyList<Finding> Findings)
    {
        /// <summary>Whether a stage is the same, and so is what the classes of its attributes declare.</summary>
        public bool IsOf(StageModel other) =>
            Stage.Equals(other) && Stage.Parts.Zip(other.Parts, (one, same) => IsSame(one.Class, same.Class)).All(isSame => isSame);

        private static bool IsSame(Shared.Declarations.AttributeClass one, Shared.Declarations.AttributeClass other) =>
            ReferenceEquals(one, other) || (ReferenceEquals(one.Declaration, other.Declaration) && one.Types.SequenceEqual(other.Types));
    }
}
