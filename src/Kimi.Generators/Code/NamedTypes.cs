using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>The classes that attributes name, as <c>[Tools&lt;Calculator&gt;]</c> does, by their text alone.</summary>
internal static class NamedTypes
{
    // A tree does not change, and most of them stay from one keystroke to the next.
    private static readonly ConditionalWeakTable<SyntaxTree, List<(ClassDeclarationSyntax Class, HashSet<string> Names)>> _all = new();

    /// <summary>Whether an attribute, or the base class of one, names a class. One that none names may be under construction, or called by others.</summary>
    public static bool Has(INamedTypeSymbol type, Compilation compilation) => Recipes(type.Name, compilation).Any();

    /// <summary>The classes with an attribute that names a class, and all that their attributes name.</summary>
    public static IEnumerable<(ClassDeclarationSyntax Class, HashSet<string> Names)> Recipes(string type, Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(tree => _all.GetValue(tree, In)).Where(each => each.Names.Contains(type));

    private static List<(ClassDeclarationSyntax Class, HashSet<string> Names)> In(SyntaxTree tree) =>
    [
        .. from declared in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
           let names = new HashSet<string>(
               declared.DescendantNodes().OfType<TypeArgumentListSyntax>()
                   .Where(list => list.Ancestors().Any(node => node is AttributeSyntax or BaseListSyntax))
                   .SelectMany(list => list.Arguments).Select(argument => argument.ToString().Split('.').Last()),
               StringComparer.Ordinal)
           where names.Count > 0
           select (declared, names),
    ];
}
