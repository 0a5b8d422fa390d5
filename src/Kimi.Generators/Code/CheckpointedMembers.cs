using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>Which members of a class the two methods of <c>ICheckpointed</c> name, by themselves or by other methods of the class.</summary>
internal sealed class CheckpointedMembers
{
    private readonly HashSet<string>? _saved;
    private readonly HashSet<string>? _loaded;

    /// <summary>Looks at what the class itself declares. Where it inherits a method, or hands itself on, everything may be kept.</summary>
    public CheckpointedMembers(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var bodies = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>()
            .SelectMany(declaration => declaration.Members).ToLookup(NameOf, StringComparer.Ordinal);
        (_saved, _loaded) = (Named(bodies, "Save"), Named(bodies, "Load"));
        PlaceOfLoad = bodies["Load"].OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.GetLocation()).FirstOrDefault() ?? type.Locations[0];
    }

    /// <summary>Where Load is declared.</summary>
    public Location PlaceOfLoad { get; }

    /// <summary>Whether both keep a member, as far as that is known.</summary>
    public bool Has(string member) => IsSaved(member) && _loaded?.Contains(member) != false;

    /// <summary>Whether Save writes a member, as far as that is known.</summary>
    public bool IsSaved(string member) => _saved?.Contains(member) != false;

    /// <summary>Whether a member is one of the two.</summary>
    public static bool IsContract(MemberDeclarationSyntax member) => NameOf(member) is "Save" or "Load";

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => "",
    };

    private static HashSet<string>? Named(ILookup<string, MemberDeclarationSyntax> bodies, string method)
    {
        if (!bodies[method].Any())
            return null;
        var (names, open) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>([method]));
        while (open.Count > 0)
        {
            foreach (var node in bodies[open.Dequeue()].SelectMany(member => member.DescendantNodes()))
            {
                if (node is ThisExpressionSyntax && !node.Parent.IsKind(SyntaxKind.SimpleMemberAccessExpression))
                    return null;
                if (node is IdentifierNameSyntax name && names.Add(name.Identifier.ValueText))
                    open.Enqueue(name.Identifier.ValueText);
            }
        }

        return names;
    }
}
