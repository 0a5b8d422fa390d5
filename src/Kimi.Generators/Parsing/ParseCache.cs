using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>
/// The results of parsing recipes, kept while nothing changes that they can depend on: the files that contain them and their base classes, whatever changes
/// there, and what the rest of the compilation declares.
/// </summary>
internal static class ParseCache
{
    // Held weakly: what was read from a file is dropped with it.
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, (ulong Print, ParsedRecipe Recipe)>> _files = new();

    /// <summary>Takes the kept result of a recipe, or parses it.</summary>
    /// <param name="recipe">The recipe's class.</param>
    /// <param name="declaration">The declaration that makes it a recipe.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="parse">Parses it. If it throws, nothing is kept.</param>
    /// <param name="cancellationToken">Cancelled when nobody is waiting for the recipe any more.</param>
    public static ParsedRecipe Get(
        INamedTypeSymbol recipe, SyntaxNode declaration, Compilation compilation, Func<ParsedRecipe> parse, CancellationToken cancellationToken)
    {
        var recipes = _files.GetOrCreateValue(declaration.SyntaxTree);
        var print = recipe.SelfAndBases()
            .SelectMany(type => type.DeclaringSyntaxReferences)
            .Aggregate(Fingerprint.Of(compilation, cancellationToken), (sum, part) => sum.Add(Fingerprint.Identity(part.SyntaxTree)));
        if (recipes.TryGetValue(declaration.SpanStart, out var known) && known.Print == print)
            return known.Recipe;
        var parsed = parse();
        recipes[declaration.SpanStart] = (print, parsed);
        return parsed;
    }
}
