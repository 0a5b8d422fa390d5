using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Diagnostics;

/// <summary>The descriptors of all diagnostics. The sentences stand beside the rules.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor GeneratorFailed = Create(DiagnosticIds.GeneratorFailed, "The generator failed on a recipe");

    public static readonly DiagnosticDescriptor NotAbstract = Create(DiagnosticIds.NotAbstract, "A recipe is an abstract class");
    public static readonly DiagnosticDescriptor NotPartial = Create(DiagnosticIds.NotPartial, "A recipe is a partial class");
    public static readonly DiagnosticDescriptor DuplicateRecipeName =
        Create(DiagnosticIds.DuplicateRecipeName, "A recipe's name is unique in its assembly", WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor UnsupportedClass = Create(DiagnosticIds.UnsupportedClass, "A recipe is an ordinary top-level class");
    public static readonly DiagnosticDescriptor TwoStageAttributes = Create(DiagnosticIds.TwoStageAttributes, "A stage has one stage attribute");
    public static readonly DiagnosticDescriptor StageMethodShape =
        Create(DiagnosticIds.StageMethodShape, "A stage is an abstract method, or a static one with [Transform]");
    public static readonly DiagnosticDescriptor MisplacedComponent = Create(DiagnosticIds.MisplacedComponent, "A component hangs on a stage that takes it");
    public static readonly DiagnosticDescriptor DuplicateStage = Create(DiagnosticIds.DuplicateStage, "A stage's name is unique in its recipe");
    public static readonly DiagnosticDescriptor ReservedMember = Create(DiagnosticIds.ReservedMember, "Graph and Stages are generated");
    public static readonly DiagnosticDescriptor Unreachable = Create(DiagnosticIds.Unreachable, "Generated code can name what a stage uses");
    public static readonly DiagnosticDescriptor RecipeName = Create(DiagnosticIds.RecipeName, "A recipe has a name");

    public static readonly DiagnosticDescriptor UnknownInput = Create(DiagnosticIds.UnknownInput, "A stage makes every input");
    public static readonly DiagnosticDescriptor TypeMismatch = Create(DiagnosticIds.TypeMismatch, "Artifacts agree in type along the graph");
    public static readonly DiagnosticDescriptor InputCount = Create(DiagnosticIds.InputCount, "A stage has the inputs that its attribute declares");
    public static readonly DiagnosticDescriptor Cycle = Create(DiagnosticIds.Cycle, "The graph has no cycle");

    public static readonly DiagnosticDescriptor MissingReward = Create(DiagnosticIds.MissingReward, "A stage that learns from rewards has one");
    public static readonly DiagnosticDescriptor MissingObjective = Create(DiagnosticIds.MissingObjective, "A stage that optimises has an objective");
    public static readonly DiagnosticDescriptor SeveralObjectives = Create(DiagnosticIds.SeveralObjectives, "A stage has one objective at most");
    public static readonly DiagnosticDescriptor MissingComponent = Create(DiagnosticIds.MissingComponent, "A stage has the components that it requires");

    public static readonly DiagnosticDescriptor OptionValue = Create(DiagnosticIds.OptionValue, "An option's value is one that the option allows");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } = new[]
    {
        GeneratorFailed, NotAbstract, NotPartial, DuplicateRecipeName, UnsupportedClass, TwoStageAttributes, StageMethodShape, MisplacedComponent,
        DuplicateStage, ReservedMember, Unreachable, RecipeName, UnknownInput, TypeMismatch, InputCount, Cycle, MissingReward, MissingObjective,
        SeveralObjectives, MissingComponent, OptionValue,
    }.ToDictionary(d => d.Id);

    // Every one is an error that nothing switches off: the recipe has no graph, and what vanished silently would be missed much later.
    private static DiagnosticDescriptor Create(string id, string title, params string[] tags) => new(
        id,
        title,
        "{0}",
        "Kimi.Dsl",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: $"https://github.com/kimi-dsl/kimi-dsl/blob/main/docs/diagnostics/{id}.md",
        customTags: [WellKnownDiagnosticTags.NotConfigurable, .. tags]);
}
