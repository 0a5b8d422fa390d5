using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cli.Configuration;

/// <summary>Reads the arguments of <c>--set</c>.</summary>
internal static class SetArguments
{
    /// <summary>Gives full keys and their values; of two equal keys, the later wins.</summary>
    /// <param name="arguments">Such as <c>quickstart:Seed=2</c>, or <c>Seed=2</c> while that recipe is run.</param>
    /// <param name="recipes">The recipes that exist.</param>
    /// <param name="recipe">The recipe being run, or null.</param>
    /// <exception cref="KimiException">An argument is not an assignment.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(IEnumerable<string> arguments, IEnumerable<string> recipes, string? recipe)
    {
        // An exact match, since a recipe sft may well have a stage Sft.
        var roots = recipes.Append(KimiOptions.Section).ToHashSet(StringComparer.Ordinal);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            if (argument.Split('=', 2) is not [var path, var value])
                throw new KimiException($"--set {argument} assigns nothing: write a key and a value, such as --set Sft:Steps=100");
            var isRelative = recipe is not null && !roots.Contains(path.Split(ConfigurationPath.KeyDelimiter)[0].Trim());
            settings[isRelative ? ConfigurationPath.Combine(recipe!, path.Trim()) : path.Trim()] = value;
        }

        return settings;
    }
}
