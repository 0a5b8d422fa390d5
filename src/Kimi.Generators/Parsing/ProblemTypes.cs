using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>Tells the type of problem that an attribute's component or source has to do with.</summary>
internal static class ProblemTypes
{
    private static readonly string[] _contracts = ["IReward", "IProblemSource", "IDemonstrationSource"];

    /// <summary>
    /// The type of a contract which a type argument of the class or a base implements, else the one that <c>[ProblemOrigin]</c> names. Of several there is
    /// no telling which counts, and the type of all problems tells nothing.
    /// </summary>
    public static ProblemType? Of(INamedTypeSymbol attribute, IEnumerable<AttributeData> declarations)
    {
        var contracts = attribute.SelfAndBases()
            .SelectMany(t => t.TypeArguments)
            .OfType<INamedTypeSymbol>()
            .SelectMany(t => t.AllInterfaces.Prepend(t))
            .Where(t => _contracts.Any(name => t.IsDsl(name, arity: 1)))
            .Select(t => t.TypeArguments[0])
            .Distinct(SymbolEqualityComparer.Default)
            .OfType<ITypeSymbol>()
            .ToList();
        var named = declarations
            .Where(a => a.AttributeClass.IsDsl("ProblemOriginAttribute"))
            .SelectMany(a => a.NamedArguments)
            .Where(a => a.Key == "Problem")
            .Select(a => a.Value.Value as ITypeSymbol);
        var told = contracts.Count > 1 ? null : contracts.Concat(named.OfType<ITypeSymbol>()).FirstOrDefault(t => DeclaredAttributes.Name(t) != ProblemType.Root);
        return told is { TypeKind: TypeKind.Class } type
            ? new([.. type.SelfAndBases().Select(DeclaredAttributes.Name)], HasImages(type))
            : null;
    }

    private static bool HasImages(ITypeSymbol type) => type.SelfAndBases()
        .SelectMany(t => t.GetAttributes())
        .Where(a => a.AttributeClass.IsDsl("ModalityAttribute"))
        .Select(a => a.ConstructorArguments.Select(c => c.Value).FirstOrDefault() is 1)
        .FirstOrDefault();
}
