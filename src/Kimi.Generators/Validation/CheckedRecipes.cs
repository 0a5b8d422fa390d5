using Kimi.Generators.Model;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Generators.Validation;

/// <summary>Gives a recipe the form that the rules take which the compiler shares with the runtime.</summary>
internal static class CheckedRecipes
{
    /// <summary>A recipe with values from anywhere.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="parts">Gives what a stage does and the components on it, with their values.</param>
    /// <param name="checkpoints">Gives what the checkpoint in a folder says; null where that is not known.</param>
    public static CheckedRecipe Of(
        RecipeModel recipe, Func<StageModel, (CheckedPart Part, IReadOnlyList<CheckedPart> Components)> parts, Func<string, Checkpoint?> checkpoints)
    {
        var stages = new Dictionary<string, CheckedStage>(StringComparer.Ordinal);
        foreach (var stage in Wiring.Order(recipe))
        {
            if (stage.Attribute is null)
                continue;
            var (part, components) = parts(stage);
            var inputs = new List<CheckedInput>();
            foreach (var parameter in stage.Wired)
            {
                if (Wiring.Source(recipe, parameter) is { } source && stages.TryGetValue(source.Name, out var made))
                    inputs.Add(new(parameter.Name, made, parameter.Mark));
            }

            var checkpoint = part.Declaration.LoadsCheckpoint is { } folder ? checkpoints(Checkpoint.Folder(part[folder])) : null;
            stages[stage.Name] = Stage(stage, part, components, inputs, checkpoint);
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

    /// <summary>A stage with what it takes.</summary>
    public static CheckedStage Stage(
        StageModel stage, CheckedPart part, IReadOnlyList<CheckedPart> components, IReadOnlyList<CheckedInput> inputs, Checkpoint? checkpoint) => new()
        {
            Name = stage.Name,
            Output = Artifact(stage.Output),
            Inputs = inputs,
            Part = part,
            Checkpoint = checkpoint,
            Components = components,
            IsTransform = stage.IsTransform,
            KeepsProblems = stage.Is(StageTraits.KeepsProblems),
            Makes = stage.Makes,
            Mark = stage.Mark,
        };

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

    /// <summary>A stage attribute or a component with its values.</summary>
    public static CheckedPart Part(ComponentKind? component, AttributeModel part, IReadOnlyList<(string Name, OptionValue Value)> values) => new()
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
