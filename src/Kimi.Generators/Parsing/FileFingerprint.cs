using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// What a file means to recipes in other files: what it declares, and no bodies. For a method, its name and accessibility, since a constant, which is all that
/// an attribute takes, can name a method but not call it. A class that derives from one in the file sees more, and depends on the whole file.
/// </summary>
/// <param name="Declarations">Everything that it declares, except its methods.</param>
/// <param name="Methods">Its methods, by name.</param>
/// <param name="NamesInConstants">The names that its constants and attributes use.</param>
internal sealed record FileFingerprint(ulong Declarations, ILookup<string, ulong> Methods, HashSet<string> NamesInConstants)
{
    private const string Folder = "/Kimi.Generators.RecipeGenerator/";
    private const string Ending = ".g.cs";

    // Held weakly: what was read from a file is dropped with it.
    private static readonly ConditionalWeakTable<SyntaxTree, FileFingerprint> _all = new();

    /// <summary>Whether a file is the generator's own: it follows from the others.</summary>
    public static bool IsGenerated(SyntaxTree file) =>
        file.FilePath.EndsWith(Ending, StringComparison.Ordinal) && file.FilePath.Replace('\\', '/').Contains(Folder);

    /// <summary>That of a file.</summary>
    public static FileFingerprint Of(SyntaxTree file, CancellationToken cancellationToken)
    {
        if (_all.TryGetValue(file, out var known))
            return known;
        var root = file.GetRoot(cancellationToken);
        var nodes = root.DescendantNodes(node => !IsBody(node)).ToList();
        var read = new FileFingerprint(
            ReadDeclarations(root),
            nodes.OfType<MethodDeclarationSyntax>().ToLookup(method => method.Identifier.ValueText, ReadMethod),
            [.. nodes.SelectMany(ReadConstant)]);
        return _all.GetValue(file, _ => read);
    }

    private static ulong ReadDeclarations(SyntaxNode root)
    {
        var print = Fingerprint.Start;
        foreach (var part in root.DescendantNodesAndTokens(node => !IsLeftOut(node)))
        {
            // That there is a body matters; that there is one more method does not.
            if (part.AsNode() is MethodDeclarationSyntax method && IsLeftOut(method))
                continue;
            print = print.Add((ulong)part.RawKind);
            if (!part.IsToken)
                continue;
            print = print.Add(part.AsToken().Text);
            if (part.ContainsDirectives)
                print = part.GetLeadingTrivia().Where(trivia => trivia.IsDirective).Aggregate(print, (sum, directive) => sum.Add(directive.ToString()));
        }

        return print;
    }

    // #nullable affects the meaning of all declarations after it, wherever it is.
    private static bool IsLeftOut(SyntaxNode node) => !node.ContainsDirectives && (node is MethodDeclarationSyntax || IsBody(node));

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax or StatementSyntax { Parent: GlobalStatementSyntax };

    // Whose it is, and who may name it.
    private static ulong ReadMethod(MethodDeclarationSyntax method)
    {
        var print = method.Modifiers.Aggregate(Fingerprint.Start, (sum, modifier) => sum.Add(modifier.Text))
            .Add(method.ExplicitInterfaceSpecifier?.ToString() ?? "");
        return method.Ancestors().Aggregate(print, (sum, parent) => parent switch
        {
            TypeDeclarationSyntax type => sum.Add(type.Identifier.ValueText).Add((ulong)type.Arity),
            BaseNamespaceDeclarationSyntax space => sum.Add(space.Name.ToString()),
            _ => sum,
        });
    }

    private static IEnumerable<string> ReadConstant(SyntaxNode node)
    {
        var value = node switch
        {
            AttributeArgumentSyntax argument => argument.Expression,
            EqualsValueClauseSyntax initializer => initializer.Value,
            _ => null,
        };
        return value?.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText) ?? [];
    }
}
