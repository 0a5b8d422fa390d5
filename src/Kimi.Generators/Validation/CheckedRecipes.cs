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
    public static IReadOnlyList<(string Name, OptionValue Value)> Values(AttributeModel part)
    {
        var values = new List<(string Name, OptionValue Value)>(part.Class.Declaration.Options.Count);
        foreach (var option in part.Options)
            values.Add((option.Name, option.ToValue()));
        foreach (var option in part.Taken)
        {
            if (!part.Options.Any(given => given.Name == option.Name))
                values.Add((option.Name, option.ToValue()));
        }

        var given = values.Count;
        foreach (var option in part.Class.Declaration.Options)
        {
            if (option.Default is { } otherwise && !IsGiven(option.Name))
                values.Add((option.Name, otherwise with { Mark = part.Mark }));
        }

        // A list has no default that an attribute could declare; those of the language are empty.
        if (!part.Class.Types[0].StartsWith("Kimi.Dsl.", StringComparison.Ordinal))
            return values;
        foreach (var option in part.Class.Declaration.Options)
        {
            if (option.Type is ListType && !IsGiven(option.Name))
                values.Add((option.Name, new() { Text = "[]", Length = 0, IsGiven = false, Mark = part.Mark }));
        }

        return values;

        bool IsGiven(string name)
        {
            for (var place = 0; place < given; place++)
            {
                if (values[place].Name == name)
                    return true;
            }

            return false;
        }
    }

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
