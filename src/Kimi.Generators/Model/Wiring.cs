namespace Kimi.Generators.Model;

/// <summary>The edges of a recipe's graph: which stage feeds a parameter, in which order stages run.</summary>
internal static class Wiring
{
    /// <summary>The stage that feeds a parameter, or null.</summary>
    public static StageModel? Source(RecipeModel recipe, ParameterModel parameter)
    {
        var name = parameter.From ?? parameter.Name;
        StageModel? alike = null;
        foreach (var stage in recipe.Stages)
        {
            if (stage.Name == name)
                return stage;
            if (alike is null && parameter.From is null && AreTheSame(stage.Name, name))
                alike = stage;
        }

        return alike;
    }

    /// <summary>The stages that feed a stage.</summary>
    public static IEnumerable<StageModel> Sources(RecipeModel recipe, StageModel stage) =>
        stage.Wired.Select(p => Source(recipe, p)).OfType<StageModel>();

    /// <summary>The stages, each after those that feed it, else as declared; those on a cycle are left out.</summary>
    public static IReadOnlyList<StageModel> Order(RecipeModel recipe)
    {
        var waiting = recipe.Stages.ToList();
        var done = new List<StageModel>();
        while (waiting.FirstOrDefault(s => Sources(recipe, s).All(done.Contains)) is { } next)
        {
            waiting.Remove(next);
            done.Add(next);
        }

        return done;
    }

    /// <summary>
    /// Assigns a stage's parameters to its declared inputs: a list takes as many consecutive ones of its artifact as it can without taking those of later
    /// inputs. Null when they cannot be assigned.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ParameterModel>>? Match(StageModel stage) =>
        stage.Attribute is { } attribute ? Match(attribute.Inputs, 0, [.. stage.Declared], 0) : null;

    /// <summary>Whether a stage and a parameter have one name: stages are in Pascal case, parameters in camel case.</summary>
    public static bool AreTheSame(string stage, string parameter) =>
        stage.Length == parameter.Length
        && char.ToUpperInvariant(stage[0]) == char.ToUpperInvariant(parameter[0])
        && string.CompareOrdinal(stage, 1, parameter, 1, stage.Length) == 0;

    private static List<IReadOnlyList<ParameterModel>>? Match(EquatableArray<InputModel> inputs, int input, List<ParameterModel> parameters, int start)
    {
        if (input == inputs.Count)
            return start == parameters.Count ? [] : null;
        var fitting = 0;
        while (start + fitting < parameters.Count && parameters[start + fitting].Type == inputs[input].Artifact && (inputs[input].IsList || fitting == 0))
            fitting++;
        for (var taken = fitting; taken > 0; taken--)
        {
            if (Match(inputs, input + 1, parameters, start + taken) is { } rest)
                return [parameters.GetRange(start, taken), .. rest];
        }

        return null;
    }
}
