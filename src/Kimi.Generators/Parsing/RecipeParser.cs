using Kimi.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>Reads a recipe class. The generator and every analyzer see a recipe through it.</summary>
internal static class RecipeParser
{
    private static readonly string[] _generated = ["Graph", "Stages"];

    /// <summary>Reads a class that has <c>[Recipe]</c>.</summary>
    /// <param name="type">The class.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="locations">Receives the places of its parts.</param>
    /// <param name="cancellationToken">Cancelled when nobody is waiting for the model any more.</param>
    public static RecipeModel Parse(INamedTypeSymbol type, Compilation compilation, Locations locations, CancellationToken cancellationToken)
    {
        var attribute = type.FindRecipeAttribute()!;
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        var mark = locations.Mark(syntax?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation());
        var argument = syntax?.ArgumentList?.Arguments.FirstOrDefault();
        var nameMark = locations.Mark(argument?.GetLocation());
        var notPartial = NotPartial(type, cancellationToken).Select(t => locations.Mark(t.Identifier.GetLocation())).ToEquatableArray();

        var duplicates = new List<IMethodSymbol>();
        var methods = StageMethods(type, duplicates, cancellationToken);
        var attributes = new AttributeParser(compilation, type, locations, AttributeClasses.Of(compilation), cancellationToken);
        var defaults = new ClassDefaults(type, attributes, locations);
        var kept = new KeptMethods(type, syntax?.SyntaxTree.Options, compilation, cancellationToken);
        var parser = new StageParser(compilation, type, locations, attributes, defaults, kept, cancellationToken);
        var model = new RecipeModel
        {
            Type = type.ToRef(),
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : Namespace(type.ContainingNamespace),
            Identifier = Identifiers.Escape(type.Name),
            Name = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string ?? "" : "",
            Seed = Setting<int>(type, "Seed") ?? 0,
            DeviceMemoryGiB = Setting<double>(type, "DeviceMemoryGiB") ?? 0,
            Devices = Setting<int>(type, "Devices") ?? 1,
            Traits = Traits(type, attribute, methods, kept, notPartial.Count, cancellationToken),
            Attribute = attributes.Parse(attribute),
            Mark = mark,
            NameMark = nameMark,
            NotPartial = notPartial,
            Reserved = Reserved(type).Select(s => new NamedMark(s.Name, locations.Mark(s.Locations.FirstOrDefault()))).ToEquatableArray(),
            Defaults = defaults.Of(type),
            Stages = methods.Select(parser.Parse).ToEquatableArray(),
            Ends = Ends(type, methods).ToEquatableArray(),
            Duplicates = duplicates.Select(d => new NamedMark(d.Name, locations.Mark(d.Locations.FirstOrDefault()))).ToEquatableArray(),
        };
        kept.Keep();
        return model;
    }

    private static string Namespace(INamespaceSymbol space) =>
        space.ContainingNamespace.IsGlobalNamespace
            ? Identifiers.Escape(space.Name)
            : $"{Namespace(space.ContainingNamespace)}.{Identifiers.Escape(space.Name)}";

    private static IEnumerable<TypeDeclarationSyntax> NotPartial(INamedTypeSymbol type, CancellationToken cancellationToken) => type.DeclaringSyntaxReferences
        .Select(r => r.GetSyntax(cancellationToken))
        .OfType<TypeDeclarationSyntax>()
        .Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword));

    // A derived recipe that sets none has that of its base.
    private static T? Setting<T>(INamedTypeSymbol type, string name)
        where T : struct => type.SelfAndBases()
        .Select(t => t.FindRecipeAttribute()?.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value)
        .OfType<T?>()
        .FirstOrDefault();

    // The most derived declaration of a name wins, and keeps the place of the first.
    private static List<IMethodSymbol> StageMethods(INamedTypeSymbol type, List<IMethodSymbol> duplicates, CancellationToken cancellationToken)
    {
        var methods = new List<IMethodSymbol>();
        foreach (var current in type.SelfAndBases().Reverse())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var method in InOrder(current.GetMembers().OfType<IMethodSymbol>()).Where(StageParser.LooksLikeStage))
            {
                var index = methods.FindIndex(m => string.Equals(m.Name, method.Name, StringComparison.OrdinalIgnoreCase));
                if (index < 0)
                    methods.Add(method);
                else if (Replaces(method, methods[index]))
                    methods[index] = method;
                else
                    duplicates.Add(method);
            }
        }

        return methods;
    }

    private static bool Replaces(IMethodSymbol method, IMethodSymbol earlier) =>
        method.IsOverride
        || (method.IsStatic
            && earlier.IsStatic
            && method.Name == earlier.Name
            && !SymbolEqualityComparer.Default.Equals(method.ContainingType, earlier.ContainingType));

    // Within a file as written; across files by path, since the order in which the compiler is given files has no meaning.
    private static IEnumerable<T> InOrder<T>(IEnumerable<T> members)
        where T : ISymbol => members
        .Select(m => (Member: m, Location: m.Locations.FirstOrDefault()))
        .OrderBy(m => m.Location?.SourceTree?.FilePath ?? "", StringComparer.Ordinal)
        .ThenBy(m => m.Location?.SourceSpan.Start ?? 0)
        .Select(m => m.Member);

    // Which of several files comes last has no meaning, so a recipe may end in the last stage of each.
    private static IEnumerable<string> Ends(INamedTypeSymbol type, List<IMethodSymbol> methods) => methods
        .Where(method => SymbolEqualityComparer.Default.Equals(method.ContainingType, type) && !method.IsOverride)
        .GroupBy(method => method.Locations.FirstOrDefault()?.SourceTree)
        .Select(file => file.Last().Name)
        .Append(methods.LastOrDefault()?.Name ?? "")
        .Distinct();

    // A member cannot have the name of its class either.
    private static IEnumerable<ISymbol> Reserved(INamedTypeSymbol type) => InOrder(_generated
        .SelectMany(name => type.GetMembers(name))
        .Where(m => !m.GetAttributes().Any(a => a.AttributeClass?.Name == "GeneratedCodeAttribute"))
        .Concat(_generated.Contains(type.Name) ? [type] : []));

    private static RecipeTraits Traits(
        INamedTypeSymbol type, AttributeData attribute, List<IMethodSymbol> methods, KeptMethods kept, int notPartial, CancellationToken cancellationToken)
    {
        var traits = RecipeTraits.None;
        if (type.IsAbstract && !type.IsStatic)
            traits |= RecipeTraits.Abstract;
        if (type.IsStatic)
            traits |= RecipeTraits.Static;
        if (type.Arity > 0)
            traits |= RecipeTraits.Generic;
        if (type.ContainingType is not null)
            traits |= RecipeTraits.Nested;
        if (type.IsRecord)
            traits |= RecipeTraits.Record;
        if (type.IsFileLocal)
            traits |= RecipeTraits.FileLocal;
        if (type.BaseType.SelfAndBases().Any(t => t.FindRecipeAttribute() is not null))
            traits |= RecipeTraits.Derived;
        if (AttributeParser.IsBroken(attribute) || type.BaseType is IErrorTypeSymbol
            || methods.Any(method => !kept.Knows(method) && StageParser.IsBroken(method))
            || type.SelfAndBases().SelectMany(ClassDefaults.On).Any(AttributeParser.IsBroken))
            traits |= RecipeTraits.HasCompilerErrors;
        if (type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken).ContainsDiagnostics))
            traits |= RecipeTraits.HalfTyped;
        if (((traits & RecipeTraits.Abstract) == 0 && methods.Any(m => m.IsAbstract))
            || (notPartial > 0 && type.DeclaringSyntaxReferences.Length > 1)
            || methods.Any(m => StageParser.StopsCompiler(m, cancellationToken)))
        {
            traits |= RecipeTraits.HidesAnalyzers;
        }

        return traits;
    }
}
