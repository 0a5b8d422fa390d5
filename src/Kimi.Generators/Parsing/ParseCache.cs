using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>
/// What was made of recipes, kept while nothing changes that it can depend on: the files that contain them and their base classes, whatever changes there,
/// and what the rest of the compilation declares.
/// </summary>
/// <typeparam name="T">What was made of a recipe, without any of the compiler's objects but places in those files.</typeparam>
internal sealed class ParseCache<T>
{
    // Held weakly: what was read from a file is dropped with it.
    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, (ulong Print, T Made)>> _files = new();

    /// <summary>Takes the kept result of a recipe, or makes it.</summary>
    /// <param name="recipe">The recipe's class.</param>
    /// <param name="declaration">Where it is made a recipe.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="make">Makes it. If it throws, nothing is kept.</param>
    /// <param name="cancellationToken">Cancelled when nobody is waiting for the recipe any more.</param>
    public T Get(INamedTypeSymbol recipe, SyntaxReference declaration, Compilation compilation, Func<T> make, CancellationToken cancellationToken)
    {
        var print = Print(recipe, compilation, cancellationToken);
        if (Find(declaration, print, out var known))
            return known;
        var made = make();
        _files.GetOrCreateValue(declaration.SyntaxTree)[declaration.Span.Start] = (print, made);
        return made;
    }

    /// <summary>Takes the kept result of a recipe, if there is one.</summary>
    /// <param name="recipe">The recipe's class.</param>
    /// <param name="declaration">Where it is made a recipe.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="known">The result.</param>
    /// <param name="cancellationToken">Cancelled when nobody is waiting for the recipe any more.</param>
    public bool TryGet(INamedTypeSymbol recipe, SyntaxReference declaration, Compilation compilation, out T known, CancellationToken cancellationToken) =>
        Find(declaration, Print(recipe, compilation, cancellationToken), out known);

    private static ulong Print(INamedTypeSymbol recipe, Compilation compilation, CancellationToken cancellationToken) => recipe.SelfAndBases()
        .SelectMany(type => type.DeclaringSyntaxReferences)
        .Where(part => !FileFingerprint.IsGenerated(part.SyntaxTree))
        .Aggregate(Fingerprint.Of(compilation, cancellationToken), (sum, part) => sum.Add(Fingerprint.Identity(part.SyntaxTree)));

    private bool Find(SyntaxReference declaration, ulong print, out T known)
    {
        var found = _files.GetOrCreateValue(declaration.SyntaxTree).TryGetValue(declaration.Span.Start, out var kept) && kept.Print == print;
        known = kept.Made;
        return found;
    }
}
