using System.Reflection;
using Kimi.Dsl;
using Kimi.Shared.Configuration;
using Kimi.Shared.Declarations;
using Kimi.Shared.Metadata;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.Extensions.Configuration;

namespace Kimi.Runtime.Hosting.Checks;

/// <summary>
/// Checks before a run how the values in force go together, by the compiler's own rules: what the build could not know are values from the environment
/// and the command line, and files changed since.
/// </summary>
internal static class StartCheck
{
    /// <summary>The problems of a recipe with the values in force: <c>KIMI6001: … (quickstart:LongCot, --set)</c>.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>With each, whether the attributes alone give it.</returns>
    public static IReadOnlyList<(string Id, string Sentence, bool IsDeclared)> Check(ConfiguredRecipe recipe)
    {
        var places = new Places();
        var attributes = new RecipeOverlay(new ConfigurationBuilder().Build(), new()).Apply(recipe.Recipe.Graph, []);
        var declared = ValueRules.Check(Describe(attributes, new())).Select(problem => (problem.Id, problem.Sentence)).ToHashSet();
        return
        [
            .. from problem in ValueRules.Check(Describe(recipe, places))
               let place = places.Of(problem)
               select (problem.Id, $"{problem.Sentence} ({ConfigurationSentences.Place(place.Section, place.Source)})", declared.Contains((problem.Id, problem.Sentence))),
        ];
    }

    private static CheckedRecipe Describe(ConfiguredRecipe configured, Places places)
    {
        var recipe = configured.Recipe;
        var stages = new Dictionary<Stage, CheckedStage>();
        foreach (var (effective, inForce) in recipe.Stages.Zip(configured.Stages))
        {
            var (stage, section) = (effective.Stage, ConfigurationPath.Combine(recipe.Graph.Name, effective.Stage.Name));
            stages[stage] = new()
            {
                Name = stage.Name,
                Output = new(ReflectedType.NameOf(stage.OutputType)),
                Inputs = [.. stage.Sources.Select(source => new CheckedInput(ParameterName(source), stages[source], places.Add(section)))],
                Part = Part(effective.Options, section, inForce.Options, places),
                Components =
                [
                    .. effective.Components.Zip(inForce.Components, (component, values) =>
                        Part(component, ConfigurationPath.Combine(section, component.Name), values.Options, places)),
                ],
                IsTransform = effective.Options is TransformAttribute,
                Mark = places.Add(section),
            };
        }

        return new()
        {
            Name = recipe.Graph.Name,
            DeviceMemoryGiB = Setting<double>(recipe.Graph.Recipe, nameof(RecipeAttribute.DeviceMemoryGiB)) ?? 0,
            Devices = Devices(recipe.Graph),
            Stages = [.. stages.Values],
            LastDeclared = recipe.Graph.Stages.Count == 0 ? "" : recipe.Graph.Stages[^1].Name,
        };
    }

    /// <summary>How many devices a recipe is meant for: as it says, or the nearest base recipe that does.</summary>
    public static int Devices(RecipeGraph graph) => Setting<int>(graph.Recipe, nameof(RecipeAttribute.Devices)) ?? 1;

    private static T? Setting<T>(Type recipe, string name)
        where T : struct => new ReflectedType(recipe).SelfAndBases()
        .SelectMany(type => type.Attributes)
        .Where(attribute => attribute.Namespace == typeof(RecipeAttribute).Namespace && attribute.Name == nameof(RecipeAttribute))
        .SelectMany(attribute => attribute.Named)
        .Where(argument => argument.Name == name)
        .Select(argument => argument.Value.Value)
        .OfType<T?>()
        .FirstOrDefault();

    private static CheckedPart Part(Attribute attribute, string section, IReadOnlyList<OptionInForce> inForce, Places places)
    {
        var type = attribute.GetType();
        var declared = DeclarationReader.Read(new ReflectedType(type));
        return new()
        {
            Component = ComponentKind.Of(declared.Types),
            Label = AttributeClass.Label(type.Name.Split('`')[0], [.. type.GetGenericArguments().Select(argument => argument.Name)]),
            Types = declared.Types,
            Declaration = declared.Declaration,
            Values = [.. OptionReader.OptionsOf(type).Select(option => (option.Name, Value(option, inForce.First(value => value.Name == option.Name).Source)))],
            Problem = declared.Problem,
            Mark = places.Add(section),
        };

        OptionValue Value(PropertyInfo option, string source) =>
            OptionDeclarations.Value(option.GetValue(attribute), source != OptionReader.Default, places.Add(section, source));
    }

    // The graph does not keep what a method calls its parameters: by default it is the stage's name.
    private static string ParameterName(Stage source) => char.ToLowerInvariant(source.Name[0]) + source.Name[1..];

    // Where values came from; the rules know a place by its number.
    private sealed class Places
    {
        private readonly List<Place> _places = [];

        public int Add(string section, string source = OptionReader.Declared)
        {
            _places.Add(new(section, source));
            return _places.Count - 1;
        }

        // The strongest layer's value is the last that somebody wrote, and what they would change.
        public Place Of(Finding problem) => problem.Causes.Append(problem.Mark).Select(mark => _places[mark]).OrderByDescending(place => place.Strength).First();
    }

    private sealed record Place(string Section, string Source)
    {
        public int Strength => Source switch
        {
            OptionReader.Default or OptionReader.Declared => 0,
            "kimi.json" => 1,
            _ when Source.EndsWith(".json", StringComparison.Ordinal) => 2,
            "environment" => 3,
            _ => 4,
        };
    }
}
