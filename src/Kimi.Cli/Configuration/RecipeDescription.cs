using System.Reflection;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Shared.Declarations;
using Kimi.Shared.Metadata;
using Kimi.Shared.Recipes;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cli.Configuration;

/// <summary>Converts a recipe with the values in force to the form that the rules shared with the compiler take.</summary>
/// <param name="mark">Marks a section.</param>
/// <param name="markOption">Marks a value: of an attribute, in a section, of an option; with it, whether the value is not just the default.</param>
internal sealed class RecipeDescription(Func<string, int> mark, Func<Attribute, string, string, (int Mark, bool IsGiven)> markOption)
{
    /// <summary>A recipe whose values came from nowhere in particular.</summary>
    public static CheckedRecipe Of(EffectiveRecipe recipe) => new RecipeDescription(_ => 0, (_, _, _) => (0, true)).Describe(recipe);

    /// <summary>How many devices a recipe is meant for: as declared by it, or by the nearest base recipe that does so.</summary>
    public static int Devices(RecipeGraph graph) => Setting<int>(graph.Recipe, nameof(RecipeAttribute.Devices)) ?? 1;

    /// <summary>Describes a recipe.</summary>
    public CheckedRecipe Describe(EffectiveRecipe recipe)
    {
        var stages = new Dictionary<Stage, CheckedStage>();
        foreach (var (stage, options, components) in recipe.Stages)
        {
            var section = ConfigurationPath.Combine(recipe.Graph.Name, stage.Name);
            var part = Part(options, section);
            stages[stage] = new()
            {
                Name = stage.Name,
                Output = new(ReflectedType.NameOf(stage.OutputType)),
                Inputs =
                [
                    .. stage.Sources.Zip(ParameterNames(recipe.Graph.Recipe, stage), (source, name) => new CheckedInput(name, stages[source], mark(section))),
                ],
                Part = part,
                Checkpoint = part.Declaration.LoadsCheckpoint is { } folder ? CheckpointIn(Checkpoint.Folder(part[folder])) : null,
                Components = [.. components.Select(component => Part(component, ConfigurationPath.Combine(section, component.Name)))],
                IsTransform = options is TransformAttribute,
                Mark = mark(section),
            };
        }

        return new()
        {
            Name = recipe.Graph.Name,
            DeviceMemoryGiB = Setting<double>(recipe.Graph.Recipe, nameof(RecipeAttribute.DeviceMemoryGiB)) ?? 0,
            Devices = Devices(recipe.Graph),
            Stages = [.. stages.Values],
            Ends = recipe.Graph.Stages.Count == 0 ? [] : [recipe.Graph.Stages[^1].Name],
        };
    }

    private static T? Setting<T>(Type recipe, string name)
        where T : struct => new ReflectedType(recipe).SelfAndBases()
        .SelectMany(type => type.Attributes)
        .Where(attribute => attribute.Namespace == typeof(RecipeAttribute).Namespace && attribute.Name == nameof(RecipeAttribute))
        .SelectMany(attribute => attribute.Named)
        .Where(argument => argument.Name == name)
        .Select(argument => argument.Value.Value)
        .OfType<T?>()
        .FirstOrDefault();

    // The graph does not keep the names of a method's parameters. Where code built it, a parameter has the name of its stage.
    private static IEnumerable<string> ParameterNames(Type recipe, Stage stage)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var method = recipe.GetMethods(Any).FirstOrDefault(method => method.Name == stage.Name);
        List<string?> declared =
            [.. from parameter in method?.GetParameters() ?? [] where parameter.ParameterType.IsSubclassOf(typeof(Artifact)) select parameter.Name];
        return declared.Count == stage.Sources.Count
            ? declared.OfType<string>()
            : stage.Sources.Select(source => char.ToLowerInvariant(source.Name[0]) + source.Name[1..]);
    }

    // What cannot be read is told by the stage's own check.
    private static Checkpoint? CheckpointIn(string folder)
    {
        try
        {
            var path = Path.Combine(folder, Checkpoint.FileName);
            return folder.Length > 0 && File.Exists(path)
                ? Checkpoint.Of(File.ReadAllText(path), name => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private CheckedPart Part(Attribute attribute, string section)
    {
        var type = attribute.GetType();
        var declared = OptionDeclarations.Of(type);
        return new()
        {
            Component = ComponentKind.Of(declared.Types),
            Label = AttributeClass.Label(type.Name.Split('`')[0], [.. type.GetGenericArguments().Select(argument => argument.Name)]),
            Types = declared.Types,
            Declaration = declared.Declaration,
            Values = [.. OptionReader.OptionsOf(type).Select(option => (option.Name, Value(attribute, option, section)))],
            Problem = declared.Problem,
            Mark = mark(section),
        };
    }

    private OptionValue Value(Attribute attribute, PropertyInfo option, string section)
    {
        var (place, isGiven) = markOption(attribute, section, option.Name);
        return OptionDeclarations.Value(option.GetValue(attribute), isGiven, place);
    }
}
