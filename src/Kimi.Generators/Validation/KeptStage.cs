using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Validation;

/// <summary>
/// A stage alone, with the values of its attributes and what rules find in it whatever is around it. A keystroke changes one stage of a recipe: the others
/// are kept.
/// </summary>
internal sealed class KeptStage
{
    // Held weakly: a project's options stay the same from keystroke to keystroke, and go with it.
    private static readonly ConditionalWeakTable<ParseOptions, ConcurrentDictionary<string, Dictionary<string, KeptStage>>> _projects = new();

    private readonly StageModel _model;
    private readonly Lazy<IReadOnlyList<Finding>> _findings;

    private KeptStage(StageModel model)
    {
        _model = model;
        Part = CheckedRecipes.Part(null, model.Attribute!, CheckedRecipes.Values(model.Attribute!));
        Components = [.. model.Components.Select(component => CheckedRecipes.Part(component.Kind, component, CheckedRecipes.Values(component)))];
        _findings = new(Find);
    }

    /// <summary>What it does.</summary>
    public CheckedPart Part { get; }

    /// <summary>The components on it.</summary>
    public IReadOnlyList<CheckedPart> Components { get; }

    /// <summary>What rules find in it alone.</summary>
    public IReadOnlyList<Finding> Findings => _findings.Value;

    /// <summary>The stages of a recipe that say what they do, by name; of several with one name, which is an error, the last.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="project">What its project is parsed with; null for a recipe without source, of which nothing is kept.</param>
    public static IReadOnlyDictionary<string, KeptStage> Of(RecipeModel recipe, ParseOptions? project)
    {
        Dictionary<string, KeptStage>? before = null;
        var recipes = project is null ? null : _projects.GetOrCreateValue(project);
        recipes?.TryGetValue(recipe.Type.FullName, out before);
        var now = new Dictionary<string, KeptStage>(recipe.Stages.Count, StringComparer.Ordinal);
        foreach (var stage in recipe.Stages)
        {
            if (stage.Attribute is not null)
                now[stage.Name] = before is not null && before.TryGetValue(stage.Name, out var kept) && kept.Is(stage) ? kept : new(stage);
        }

        if (recipes is not null)
            recipes[recipe.Type.FullName] = now;
        return now;
    }

    private IReadOnlyList<Finding> Find()
    {
        var stage = CheckedRecipes.Stage(_model, Part, Components, [], null);
        var alone = new CheckedRecipe { Name = "", DeviceMemoryGiB = 0, Devices = 0, Stages = [stage], Ends = [] };
        return [.. DefaultRule.Check(_model), .. OptionRules.Check(alone), .. ValueRules.OfStages(alone)];
    }

    // Whether it is the same, and so is what the classes of its attributes declare.
    private bool Is(StageModel other) =>
        _model.Equals(other) && _model.Parts.Zip(other.Parts, (one, same) => IsSame(one.Class, same.Class)).All(isSame => isSame);

    private static bool IsSame(AttributeClass one, AttributeClass other) => ReferenceEquals(one, other)
        || (ReferenceEquals(one.Declaration, other.Declaration) && one.Types.SequenceEqual(other.Types) && one.Problem?.HasImages == other.Problem?.HasImages
            && (one.Problem?.Types ?? []).SequenceEqual(other.Problem?.Types ?? []));
}
