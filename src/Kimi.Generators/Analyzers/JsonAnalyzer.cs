using System.Collections.Immutable;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Generators.Validation;
using Kimi.Generators.Validation.Json;
using Kimi.Shared.Configuration;
using Kimi.Shared.Json;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Checks <c>kimi.json</c> and the profiles against the project's recipes, and reports at the place in the file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonAnalyzer : DiagnosticAnalyzer
{
    private const string RuntimeOptions = "Kimi.Runtime.Settings.KimiOptions";
    private const string RuntimeSection = "Kimi";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        // Its own, and those of the rules for values, wherever these come from.
        .. Descriptors.ById.Values.Where(d => d.Id.StartsWith("KIMI7", StringComparison.Ordinal) || Descriptors.OfValues.Contains(d)),
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.UsesLanguage())
                start.RegisterAdditionalFileAction(Analyze);
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (ConfigurationFile.Of(context.AdditionalFile, context.CancellationToken) is not { } file)
            return;
        foreach (var fault in file.Faults.Concat(file.Root is null ? [] : Check(file, context)).OrderBy(f => f.Start))
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ById[fault.Id], file.At(fault.Start, fault.Length), fault.Sentence));
    }

    private static IEnumerable<JsonFault> Check(ConfigurationFile file, AdditionalFileAnalysisContext context)
    {
        var compilation = context.Compilation;
        var recipes = Recipes(compilation.Assembly.GlobalNamespace)
            .Select(type => AnalyzedRecipe.Of(type, compilation, context.CancellationToken))
            .Where(recipe => recipe.Model.Name.Length > 0)
            .OrderBy(recipe => recipe.Model.Name, StringComparer.Ordinal)
            .ToList();
        // In a project that runs other projects' recipes, it is not known which recipes exist.
        if (recipes.Count == 0)
            return [];
        var runtime = compilation.GetTypeByMetadataName(RuntimeOptions) is { } options ? AttributeClasses.Of(compilation)[options].Declaration : null;
        var below = string.Equals(file.Name, ConfigurationFile.BaseName, StringComparison.OrdinalIgnoreCase) ? [] : Base(context);
        var overlay = new ConfigurationOverlay([file.Layer]);
        List<string> names = [.. recipes.Select(recipe => recipe.Model.Name)];
        return overlay.CheckSections([.. names, RuntimeSection], Owner)
            .Concat(runtime is null ? [] : CheckRuntime(new(RuntimeSection, runtime.Options), overlay, file.Name))
            .Concat(recipes.SelectMany(recipe => overlay.Check([recipe.Model.Name], JsonOverlay.Section(recipe.Model), names)))
            .Select(fault => new JsonFault(fault.Id, fault.Place.Start, fault.Place.Length, fault.Sentence))
            .Concat(recipes
                .Where(recipe => overlay.Sets(recipe.Model.Name) && !recipe.Model.Is(RecipeTraits.HasCompilerErrors))
                .SelectMany(recipe => new JsonOverlay(recipe.Knowing(context.Options, context.CancellationToken)).Check(file.Layer, below)));
        string? Owner(string stage) => recipes.FirstOrDefault(recipe =>
            recipe.Model.Stages.Any(other => string.Equals(other.Name, stage, StringComparison.OrdinalIgnoreCase)))?.Model.Name;
    }

    // The values for recipes are checked together, as overrides of the attributes.
    private static IEnumerable<ConfigurationFault> CheckRuntime(
        ConfigurableSection section, ConfigurationOverlay overlay, string file) => overlay.Check([section.Name], section, []).Concat(
        from option in section.Options
        let found = overlay.Find([section.Name], option)
        where found?.Value is not null
        from broken in OptionRules.Check(option, found.Value!)
        select new ConfigurationFault(broken.Id, found.Node.ValuePlace, $"{broken.Sentence} ({ConfigurationSentences.Place(section.Name, file)})"));

    // A base file that cannot be read is reported in its own place, and counts as empty here.
    private static List<ConfigurationLayer> Base(AdditionalFileAnalysisContext context) =>
    [
        .. from other in context.Options.AdditionalFiles
           where string.Equals(Path.GetFileName(other.Path), ConfigurationFile.BaseName, StringComparison.OrdinalIgnoreCase)
           let file = ConfigurationFile.Of(other, context.CancellationToken)
           where file?.Root is not null
           select file.Layer,
    ];

    private static IEnumerable<INamedTypeSymbol> Recipes(INamespaceSymbol space) => space.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Recipes(inner),
        INamedTypeSymbol { TypeKind: TypeKind.Class } type when type.FindRecipeAttribute() is not null => [type],
        _ => [],
    });
}
