using Kimi.Dsl;

namespace Kimi.Cli.Sweeps;

/// <summary>One arm of a sweep: a recipe under some settings.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Varied">The settings that distinguish the arm from others, as <c>Key=value</c>.</param>
/// <param name="Shared">The settings that all arms have.</param>
internal sealed record SweepArm(string Recipe, IReadOnlyList<string> Varied, IReadOnlyList<string> Shared)
{
    /// <summary>The arm's name: the recipe, and what is set.</summary>
    public string Name => string.Join(' ', Varied.Prepend(Recipe));

    /// <summary>All settings; those of the arm alone come last, so that they win.</summary>
    public IEnumerable<string> Settings => Shared.Concat(Varied);

    /// <summary>Every combination of recipes and of the values of settings with several, <c>Key=a,b,c</c>; and each arm that is given as such.</summary>
    /// <param name="recipes">The recipes' names.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="arms">Further arms, each a recipe and settings that only it has, with blanks between.</param>
    /// <exception cref="KimiException">A setting assigns nothing, or arms are the same.</exception>
    public static IReadOnlyList<SweepArm> All(IReadOnlyList<string> recipes, IReadOnlyList<string> settings, IReadOnlyList<string> arms)
    {
        var choices = settings.Select(Choices).ToList();
        IReadOnlyList<string> shared = [.. choices.Where(values => values.Count == 1).Select(values => values[0])];
        IEnumerable<IReadOnlyList<string>> varied = [[]];
        foreach (var values in choices.Where(values => values.Count > 1))
            varied = varied.SelectMany(chosen => values.Select(value => (IReadOnlyList<string>)[.. chosen, value]));
        var all = recipes.SelectMany(recipe => varied.Select(chosen => new SweepArm(recipe, chosen, shared)))
            .Concat(arms.SelectMany(arm => varied.Select(chosen => Given(arm, chosen, shared))))
            .ToList();
        if (all.Count == 0)
            throw new KimiException("the sweep has no arm: name a recipe, or give --arm \"recipe Key=value\"");
        if (all.GroupBy(arm => arm.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new KimiException($"the sweep has the arm '{twice.Key}' twice: name each recipe and each value once");
        return all;
    }

    private static SweepArm Given(string arm, IReadOnlyList<string> varied, IReadOnlyList<string> shared)
    {
        var parts = Split(arm, ' ').Where(part => part.Length > 0).ToList();
        if (parts.Count == 0 || parts[0].Contains('=', StringComparison.Ordinal))
            throw new KimiException($"--arm \"{arm}\" names no recipe: begin with one, such as --arm \"k15-mini LongCot:LearningRate=1e-4\"");
        if (parts.Skip(1).FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal)) is { } word)
            throw new KimiException($"--arm \"{arm}\" has '{word}', which assigns nothing: write settings as Key=value, and a blank inside a value as '\\ '");
        return new(parts[0], [.. varied, .. parts.Skip(1)], shared);
    }

    private static IReadOnlyList<string> Choices(string setting)
    {
        if (setting.Split('=', 2) is not [var key, var values])
            throw new KimiException($"--set {setting} assigns nothing: write a key and its values, such as --set LongCot:LearningRate=1e-4,3e-4");
        return [.. Split(values, ',').Select(value => $"{key}={value}")];
    }

    // A separator inside a part has a backslash before it.
    private static List<string> Split(string values, char separator)
    {
        var parts = new List<string> { "" };
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == '\\' && i + 1 < values.Length && values[i + 1] == separator)
                parts[^1] += values[++i];
            else if (values[i] == separator)
                parts.Add("");
            else
                parts[^1] += values[i];
        }

        return parts;
    }
}
