using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Shared.Configuration;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Validation;

/// <summary>A recipe as analyzers see it: within a compilation, and with the files beside it.</summary>
/// <param name="Located">The recipe itself.</param>
internal sealed record AnalyzedRecipe(LocatedRecipe Located)
{
    // Held weakly: what is known about a compilation is dropped with it.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, AnalyzedRecipe>> _all = new();

    private readonly ConditionalWeakTable<AnalyzerOptions, AnalyzedRecipe> _knowing = new();
    private Lazy<IReadOnlyList<AnalyzedRecipe>> _variants = new(() => []);
    private Lazy<bool> _isConfigured = new(() => false);

    /// <summary>The recipe.</summary>
    public RecipeModel Model => Located.Model;

    /// <summary>The places of its parts.</summary>
    public Locations Locations => Located.Locations;

    /// <summary>Whether its graph is valid.</summary>
    public bool IsConnected => Located.IsConnected;

    /// <summary>The recipe with the values of its attributes.</summary>
    public CheckedRecipe Checked => Located.Checked;

    /// <summary>The recipe that it derives from; null for none.</summary>
    public AnalyzedRecipe? Base { get; private init; }

    /// <summary>The recipes of the same assembly that derive from it.</summary>
    public IReadOnlyList<AnalyzedRecipe> Variants => _variants.Value;

    /// <summary>Whether a JSON file of the project has a section for it.</summary>
    public bool IsConfigured => _isConfigured.Value;

    /// <summary>The recipe with what the project's additional files say of it, and of the checkpoints that it loads.</summary>
    /// <param name="options">The project's additional files.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public AnalyzedRecipe Knowing(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (Base is null && !Located.LoadsCheckpoint)
            return this;
        return _knowing.GetValue(options, _ => new AnalyzedRecipe(
            Located.LoadsCheckpoint ? Located.Knowing(CheckpointFiles.Of(options, cancellationToken)) : Located)
        {
            Base = Base,
            _variants = _variants,
            _isConfigured = new(() => options.AdditionalFiles.Select(file => ConfigurationFile.Of(file, CancellationToken.None))
                .Any(file => file is not null && new ConfigurationOverlay([file.Layer]).Sets(Model.Name))),
        });
    }

    /// <summary>Reads a recipe, or takes the kept result.</summary>
    public static AnalyzedRecipe Of(INamedTypeSymbol recipe, Compilation compilation, CancellationToken cancellationToken) =>
        _all.GetValue(compilation, _ => new(SymbolEqualityComparer.Default)).GetOrAdd(recipe, type => new AnalyzedRecipe(
            LocatedRecipe.Of(type, compilation, cancellationToken))
        {
            Base = type.BaseType.SelfAndBases().FirstOrDefault(t => t.FindRecipeAttribute() is not null) is { } parent
                ? Of(parent, compilation, cancellationToken)
                : null,
            _variants = new(() => [.. DerivedFrom(type, compilation).Select(variant => Of(variant, compilation, CancellationToken.None))]),
        });

    // Looked for only where something seems to be of no use.
    private static IEnumerable<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol recipe, Compilation compilation) =>
        compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Where(type => type.TypeKind == TypeKind.Class && type.FindRecipeAttribute() is not null
                && type.BaseType.SelfAndBases().Any(t => SymbolEqualityComparer.Default.Equals(t, recipe)));
}
