using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>
/// What recipes were parsed to, kept while nothing changes that they can depend on: the files that they and their base classes stand in, whatever changes
/// there, and what the rest of the compilation declares.
/// </summary>
internal static class ParseCache
{
    // Held weakly: what was read of a file goes with it.
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, (ulong Print, ParsedRecipe Recipe)>> _files = new();

    /// <summary>Takes what is there of a recipe, or parses it.</summary>
    /// <param name="recipe">The recipe's class.</param>
    /// <param name="declaration">The declaration that makes it a recipe.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="parse">Parses it. What throws is not kept.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the recipe any more.</param>
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
