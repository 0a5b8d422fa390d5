using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Validation;

/// <summary>
/// A recipe with the places of its parts, and what is concluded from it alone. It is read once, for the generator and all analyzers, and kept from keystroke
/// to keystroke until one changes something that it can depend on.
/// </summary>
/// <param name="model">The recipe.</param>
/// <param name="locations">The places of its parts.</param>
/// <param name="checkpoints">Gives what the checkpoint in a folder says; null where that is not known.</param>
internal sealed class LocatedRecipe(RecipeModel model, Locations locations, Func<string, Checkpoint?> checkpoints)
{
    private static readonly ParseCache<LocatedRecipe> _written = new();
    private static readonly ParseCache<LocatedRecipe> _besideGenerated = new();

    private readonly Lazy<bool> _loadsCheckpoint = new(() => model.Stages.Any(stage => stage.Attribute?.Class.Declaration.LoadsCheckpoint is not null));
    private readonly Lazy<IReadOnlyList<Finding>> _gaps = new(() => [.. RecipeRules.Check(model)]);
    private CheckedRecipe? _checked;
    private IReadOnlyList<Finding>? _findings;

    /// <summary>The recipe.</summary>
    public RecipeModel Model => model;

    /// <summary>The places of its parts.</summary>
    public Locations Locations => locations;

    /// <summary>Gives what the checkpoint in a folder says; null where that is not known.</summary>
    public Func<string, Checkpoint?> Checkpoints => checkpoints;

    /// <summary>Whether a stage loads a checkpoint.</summary>
    public bool LoadsCheckpoint => _loadsCheckpoint.Value;

    /// <summary>The recipe with the values of its attributes.</summary>
    public CheckedRecipe Checked => _checked ??= CheckedRecipes.Of(
        model, stage => (KeptStage.Of(stage).Part, KeptStage.Of(stage).Components), checkpoints);

    /// <summary>What is known about its artifacts.</summary>
    public RecipeFacts Facts { get; } = new();

    /// <summary>Whether its graph is valid: only then does it mean anything whether a fact reaches a stage.</summary>
    public bool IsConnected => _gaps.Value.Count == 0;

    /// <summary>What must be right for that.</summary>
    public IReadOnlyList<Finding> Gaps => _gaps.Value;

    /// <summary>What rules find in each of its stages alone.</summary>
    public IEnumerable<Finding> OfStages => model.Stages.Where(stage => stage.Attribute is not null).SelectMany(stage => KeptStage.Of(stage).Findings);

    /// <summary>What the rules find in it alone, once.</summary>
    public IReadOnlyList<Finding> Findings => _findings ??= [.. RecipeChecks.Alone(this)];

    /// <summary>The recipe with what is known of the checkpoints that it loads.</summary>
    /// <param name="known">Gives what the checkpoint in a folder says; null where that is not known.</param>
    public LocatedRecipe Knowing(Func<string, Checkpoint?> known) => new(model, locations, known);

    /// <summary>Reads a recipe, or takes what is kept of it.</summary>
    public static LocatedRecipe Of(INamedTypeSymbol recipe, Compilation compilation, CancellationToken cancellationToken)
    {
        if (recipe.FindRecipeAttribute()?.ApplicationSyntaxReference is not { } declaration)
            return Read();
        if (!compilation.SyntaxTrees.Any(FileFingerprint.IsGenerated))
            return _written.Get(recipe, declaration, compilation, Read, cancellationToken);
        // What names generated members compiles only beside them.
        return _written.TryGet(recipe, declaration, compilation, out var known, cancellationToken) && !known.Model.Is(RecipeTraits.HasCompilerErrors)
            ? known
            : _besideGenerated.Get(recipe, declaration, compilation, Read, cancellationToken);

        LocatedRecipe Read()
        {
            var places = new Locations();
            return new(RecipeParser.Parse(recipe, compilation, places, cancellationToken), places, _ => null);
        }
    }
}
