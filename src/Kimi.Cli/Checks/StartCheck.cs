using Kimi.Cli.Configuration;
using Kimi.Shared.Configuration;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cli.Checks;

/// <summary>
/// Checks, before a run, whether the values in force are compatible, by the compiler's own rules: the build could not know values from the environment and the
/// command line, nor files changed since.
/// </summary>
internal static class StartCheck
{
    /// <summary>The problems of a recipe with the values in force: <c>KIMI6001: … (quickstart:LongCot, --set)</c>.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>The problems, each with whether it follows from the attributes alone.</returns>
    public static IReadOnlyList<(string Id, string Sentence, bool IsDeclared)> Check(ConfiguredRecipe recipe)
    {
        var places = new Places();
        var attributes = new RecipeOverlay(new ConfigurationBuilder().Build(), new()).Apply(recipe.Recipe.Graph, []);
        var declared = ValueRules.Check(Describe(attributes, new())).Select(problem => (problem.Id, problem.Sentence)).ToHashSet();
        return
        [
            .. from problem in ValueRules.Check(Describe(recipe, places))
               let place = places.Of(problem)
               select (problem.Id, $"{problem.Sentence} ({ConfigurationSentences.Place(place.Section, place.Source)})",
                   declared.Contains((problem.Id, problem.Sentence))),
        ];
    }

    private static CheckedRecipe Describe(ConfiguredRecipe configured, Places places)
    {
        // Attributes compare by value, and two of equal values may come from different places.
        var sources = new Dictionary<Attribute, IReadOnlyList<OptionInForce>>(ReferenceEqualityComparer.Instance);
        foreach (var (effective, inForce) in configured.Recipe.Stages.Zip(configured.Stages))
        {
            sources[effective.Options] = inForce.Options;
            foreach (var (component, values) in effective.Components.Zip(inForce.Components))
                sources[component] = values.Options;
        }

        return new RecipeDescription(
            section => places.Add(section),
            (attribute, section, option) =>
            {
                var source = sources[attribute].First(value => value.Name == option).Source;
                return (places.Add(section, source), source != OptionReader.Default);
            }).Describe(configured.Recipe);
    }

    // Where values came from; the rules refer to a place by its number.
    private sealed class Places
    {
        private readonly List<Place> _places = [];

        public int Add(string section, string source = OptionReader.Declared)
        {
            _places.Add(new(section, source));
            return _places.Count - 1;
        }

        // The value of the strongest layer is the last one written, and the one to change.
        public Place Of(Finding problem) =>
            problem.Causes.Append(problem.Mark).Select(mark => _places[mark]).OrderByDescending(place => place.Strength).First();
    }

    private sealed record Place(string Section, string Source)
    {
        public int Strength => Source switch
        {
            _ when OptionReader.IsOfRecipe(Source) => 0,
            "kimi.json" => 1,
            _ when Source.EndsWith(".json", StringComparison.Ordinal) => 2,
            "environment" => 3,
            _ => 4,
        };
    }
}
