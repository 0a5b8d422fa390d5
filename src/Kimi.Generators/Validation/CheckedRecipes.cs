using Kimi.Generators.Model;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Generators.Validation;

/// <summary>Gives a recipe the form that the rules take which the compiler shares with the runtime.</summary>
internal static class CheckedRecipes
{
    /// <summary>A recipe with the values of its attributes.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="checkpoints">Gives what the checkpoint in a folder says; null where that is not known.</param>
    public static CheckedRecipe Of(RecipeModel recipe, Func<string, Checkpoint?> checkpoints) => Of(recipe, (_, part) => Values(part), checkpoints);

    /// <summary>A recipe with values from anywhere.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="values">Gives the option values of a part of a stage.</param>
    /// <param name="checkpoints">Gives what the checkpoint in a folder says; null where that is not known.</param>
    public static CheckedRecipe Of(
        RecipeModel recipe,
        Func<StageModel, AttributeModel, IReadOnlyList<(string Name, OptionValue Value)>> values,
        Func<string, Checkpoint?> checkpoints)
    {
        var stages = new Dictionary<string, CheckedStage>(StringComparer.Ordinal);
        foreach (var stage in Wiring.Order(recipe).Where(s => s.Attribute is not null))
        {
            var part = Part(null, stage.Attribute!, values(stage, stage.Attribute!));
            stages[stage.Name] = new()
            {
                Name = stage.Name,
                Output = Artifact(stage.Output),
                Inputs =
                [
                    .. from parameter in stage.Wired
                       let source = Wiring.Source(recipe, parameter)
                       where source is not null && stages.ContainsKey(source.Name)
                       select new CheckedInput(parameter.Name, stages[source.Name], parameter.Mark),
                ],
                Part = part,
                Checkpoint = part.Declaration.LoadsCheckpoint is { } folder ? checkpoints(Checkpoint.Folder(part[folder])) : null,
                Components = [.. stage.Components.Select(component => Part(component.Kind, component, values(stage, component)))],
                IsTransform = stage.IsTransform,
                KeepsProblems = stage.Is(StageTraits.KeepsProblems),
                Makes = stage.Makes,
                Mark = stage.Mark,
            };
        }

        return new()
        {
            Name = recipe.Name,
            DeviceMemoryGiB = recipe.DeviceMemoryGiB,
            Devices = recipe.Devices,
            Stages = [.. stages.Values],
            Ends = recipe.Ends,
        };
    }

    /// <summary>The values that an attribute gives, and the defaults of the options that it does not set.</summary>
    public static IReadOnlyList<(string Name, OptionValue Value)> Values(AttributeModel part) =>
    [
        .. part.Options.Select(option => (option.Name, option.ToValue())),
        .. part.Taken.Where(option => !part.Options.Any(given => given.Name == option.Name)).Select(option => (option.Name, option.ToValue())),
        .. from option in part.Class!.Declaration.Options
           where option.Default is not null && !part.Options.Concat(part.Taken).Any(given => given.Name == option.Name)
           select (option.Name, option.Default! with { Mark = part.Mark }),
        // A list has no default that an attribute could declare; those of the language are empty.
        .. from option in part.Class!.Declaration.Options
           where option.Type is ListType && part.Class.Types[0].StartsWith("Kimi.Dsl.", StringComparison.Ordinal)
               && !part.Options.Any(given => given.Name == option.Name)
           select (option.Name, new OptionValue { Text = "[]", Length = 0, IsGiven = false, Mark = part.Mark }),
    ];

    private static CheckedPart Part(ComponentKind? component, AttributeModel part, IReadOnlyList<(string Name, OptionValue Value)> values) => new()
    {
        Component = component,
        Label = part.Label,
        Types = part.Class!.Types,
        Declaration = part.Class.Declaration,
        Values = values,
        Problem = part.Class.Problem,
        Mark = part.Mark,
    };

    private static ArtifactType Artifact(TypeRef type) => new(type.FullName.Replace("global::", ""));
}
