using System.Text;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Emit;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators;

/// <summary>Adds its graph to every valid recipe, and the manifest to the assembly. Analyzers say what is wrong with the others.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecipeGenerator : IIncrementalGenerator
{
    private readonly Func<RecipeModel, string> _emit;

    /// <summary>Creates the generator.</summary>
    public RecipeGenerator()
        : this(RecipeEmitter.Emit)
    {
    }

    /// <summary>Creates a generator that writes recipes in another way, for tests.</summary>
    internal RecipeGenerator(Func<RecipeModel, string> emit) => _emit = emit;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(DslSymbols.RecipeAttribute, static (node, _) => node is TypeDeclarationSyntax, Parse)
            .WithTrackingName(Steps.Parsed);

        // Two outputs from one parse: the model alone, which an edit elsewhere leaves equal, becomes source …
        var models = parsed
            .Select(static (result, _) => result?.Model)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(Steps.Models);
        var files = models.Select((model, _) => Emit(model)).WithTrackingName(Steps.Files);
        // If two file names differed only in case, no recipe would get its file.
        var alike = models
            .Select(static (model, _) => Hint(model))
            .Collect()
            .Select(static (hints, _) => hints
                .GroupBy(h => h, StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1)
                .SelectMany(g => g)
                .OrderBy(h => h, StringComparer.Ordinal)
                .ToEquatableArray())
            .WithTrackingName(Steps.Alike);
        context.RegisterSourceOutput(files.Combine(alike), static (output, both) =>
        {
            var (file, alike) = both;
            if (file.Failure is { } failure)
                Report(output, failure);
            else
                output.AddSource(Distinct(file.Hint, alike) + ".g.cs", SourceText.From(file.Text, Encoding.UTF8));
        });

        // … and what only the generator can report carries positions, which move with every line above.
        var diagnostics = parsed
            .SelectMany(static (result, _) => result?.Diagnostics ?? default)
            .WithTrackingName(Steps.Diagnostics);
        context.RegisterSourceOutput(diagnostics, Report);

        var manifest = models
            .Select(static (model, _) => new ManifestEntry(model.Type.FullName, model.Name))
            .Collect()
            .Select(static (entries, _) => entries
                .OrderBy(e => e.Name, StringComparer.Ordinal)
                .ThenBy(e => e.Type, StringComparer.Ordinal)
                .ToEquatableArray())
            .WithTrackingName(Steps.Manifest);
        context.RegisterSourceOutput(manifest, static (output, entries) =>
        {
            if (entries.Count > 0)
                output.AddSource(ManifestEmitter.Hint, SourceText.From(ManifestEmitter.Emit(entries), Encoding.UTF8));
        });
    }

    private static ParsedRecipe? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        // On anything else the attribute does not compile.
        if (type.TypeKind != TypeKind.Class)
            return null;
        // Of several declarations that have the attribute, one is enough: with two files of one name, no recipe would get its file.
        var first = type.FindRecipeAttribute()?.ApplicationSyntaxReference;
        if (first is null || first.SyntaxTree != context.TargetNode.SyntaxTree || !context.TargetNode.Span.Contains(first.Span))
            return null;
        try
        {
            return Parse(type, context.SemanticModel.Compilation, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(null, new EquatableArray<DiagnosticInfo>([Failure(type.Name, context.TargetNode.GetLocation(), exception)]));
        }
    }

    private static ParsedRecipe Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        var recipe = LocatedRecipe.Of(type, compilation, cancellationToken);
        var model = recipe.Model;
        if (recipe.IsConnected && !model.Is(RecipeTraits.HasCompilerErrors | RecipeTraits.HidesAnalyzers))
            return new(model, default);
        if (!model.Is(RecipeTraits.HidesAnalyzers))
            return new(null, default);
        // The compiler would stop before it prints what the analyzers found.
        var own = Inspection.Inspect(type, compilation, each => RecipeRules.Check(each.Model), cancellationToken);
        return new(null, own.Select(p => DiagnosticInfo.At(p.Location, p.Finding.Id, p.Finding.Sentence)).ToEquatableArray());
    }

    private static DiagnosticInfo Failure(string recipe, Location location, Exception exception) => DiagnosticInfo.At(
        location,
        DiagnosticIds.GeneratorFailed,
        $"the generator failed on recipe '{recipe}' with {exception.GetType().Name}, {OneLine(exception.Message)}: please report it with the recipe's source");

    private static string OneLine(string message) => message.Replace('\r', ' ').Replace('\n', ' ').TrimEnd('.', ' ');

    private static void Report(SourceProductionContext output, DiagnosticInfo diagnostic) =>
        output.ReportDiagnostic(Diagnostic.Create(Descriptors.ById[diagnostic.Id], diagnostic.ToLocation(), diagnostic.Sentence));

    // A file name has at most 255 bytes, some of which the compiler's extension takes. A hash (FNV-1a) of what is cut off keeps two long names apart.
    private static string Hint(RecipeModel model)
    {
        const int MostBytes = 200;
        var name = model.Type.FullName.Replace("global::", "").Replace("@", "");
        if (Encoding.UTF8.GetByteCount(name) <= MostBytes)
            return name;
        var hash = name.Aggregate(14695981039346656037UL, (sum, character) => unchecked((sum ^ character) * 1099511628211UL));
        // A character has at most four bytes.
        return $"{name.Substring(0, MostBytes / 4)}-{hash:x16}";
    }

    private static string Distinct(string hint, EquatableArray<string> alike)
    {
        var index = alike.ToList().IndexOf(hint);
        return index < 0 ? hint : $"{hint}-{index + 1}";
    }

    private GeneratedFile Emit(RecipeModel model)
    {
        var hint = Hint(model);
        try
        {
            return new(hint, _emit(model), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(hint, "", Failure(model.Identifier, Location.None, exception));
        }
    }

    /// <summary>The names of the tracked steps.</summary>
    internal static class Steps
    {
        public const string Parsed = "Parsed";
        public const string Models = "Models";
        public const string Files = "Files";
        public const string Alike = "Alike";
        public const string Diagnostics = "Diagnostics";
        public const string Manifest = "Manifest";
    }
}
