using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.Parsing;

/// <summary>
/// What was read of a recipe's abstract methods, kept while nothing changes that it can depend on: their own text, and what the compilation declares. A
/// keystroke changes one stage of a recipe, and so the compiler need not bind the attributes of the others for us.
/// </summary>
internal sealed class KeptMethods
{
    // Held weakly: a project's options stay the same from keystroke to keystroke, and go with it.
    private static readonly ConditionalWeakTable<ParseOptions, ConcurrentDictionary<string, KeptMethods>> _projects = new();

    private readonly ulong _print;
    private readonly ConcurrentDictionary<string, KeptMethods>? _recipes;
    private readonly string _recipe;
    private readonly Dictionary<string, Kept> _now = new(StringComparer.Ordinal);
    private readonly Dictionary<IMethodSymbol, (MethodDeclarationSyntax Syntax, string Text)?> _texts = new(SymbolEqualityComparer.Default);
    private Dictionary<string, Kept> _before = [];

    /// <summary>Prepares to read a recipe's methods.</summary>
    /// <param name="recipe">The recipe's class.</param>
    /// <param name="project">What its project is parsed with; null for a recipe without source, of which nothing is kept.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="cancellationToken">Cancelled when nobody is waiting for the recipe any more.</param>
    public KeptMethods(INamedTypeSymbol recipe, ParseOptions? project, Compilation compilation, CancellationToken cancellationToken)
    {
        _recipe = recipe.FullName();
        if (project is null)
            return;
        _print = Fingerprint.Of(compilation, cancellationToken);
        _recipes = _projects.GetOrCreateValue(project);
        if (_recipes.TryGetValue(_recipe, out var before) && before._print == _print)
            _before = before._now;
    }

    /// <summary>Whether a method is known, and so compiles.</summary>
    public bool Knows(IMethodSymbol method) => Find(method) is not null;

    /// <summary>Takes what is kept of a method, with its places as they are now, or reads it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="locations">Receives the places of its parts.</param>
    /// <param name="read">Reads it.</param>
    public StageModel Get(IMethodSymbol method, Locations locations, Func<IMethodSymbol, StageModel> read)
    {
        var first = locations.Count;
        if (Find(method) is not { } known || known.FirstMark != first)
            return Read(method, locations, first, read);
        var (syntax, text) = Text(method)!.Value;
        locations.Add(known.Places, syntax.SyntaxTree, syntax.SpanStart);
        _now[text] = known;
        return known.Model;
    }

    /// <summary>Keeps what was read for the next keystroke.</summary>
    public void Keep()
    {
        if (_recipes is not null)
            _recipes[_recipe] = this;
        _before = [];
        _texts.Clear();
    }

    private StageModel Read(IMethodSymbol method, Locations locations, int first, Func<IMethodSymbol, StageModel> read)
    {
        var model = read(method);
        if (Text(method) is var (syntax, text) && !StageParser.IsBroken(method))
            _now[text] = new(model, first, locations.Since(first, syntax.SpanStart));
        return model;
    }

    private Kept? Find(IMethodSymbol method) => Text(method) is var (_, text) && _before.TryGetValue(text, out var kept)
        && kept.Model.DeclaringType.FullName == method.ContainingType.FullName() ? kept : null;

    // A body can depend on anything.
    private (MethodDeclarationSyntax Syntax, string Text)? Text(IMethodSymbol method)
    {
        if (!_texts.TryGetValue(method, out var known))
        {
            _texts[method] = known = method.IsAbstract && _recipes is not null
                && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax syntax
                ? (syntax, syntax.ToString())
                : null;
        }

        return known;
    }

    private sealed record Kept(StageModel Model, int FirstMark, IReadOnlyList<MarkedPlace> Places);
}

/// <summary>A place in a method, wherever that is.</summary>
/// <param name="Span">From the method's start.</param>
/// <param name="Default">The mark of the argument on a class that gives the value, and the stage which has it from there; null for any other place.</param>
internal readonly record struct MarkedPlace(TextSpan Span, (int Given, string Stage)? Default);
