using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// What a file means to recipes in other files: what it declares, and no bodies but those of constructors, which say what options begin with. For a method,
/// its name and accessibility, since a constant, which is all that an attribute takes, can name a method but not call it. A class that derives from one in
/// the file sees more, and depends on the whole file. Names are fingerprints of their own: those of all files are looked at after every keystroke.
/// </summary>
/// <param name="Declarations">Everything that it declares, except its methods.</param>
/// <param name="Methods">Its methods, by name, in the order of declaration.</param>
/// <param name="NamesInConstants">The names that its constants and attributes use.</param>
internal sealed record FileFingerprint(ulong Declarations, IReadOnlyList<(ulong Name, ulong Method)> Methods, IReadOnlyCollection<ulong> NamesInConstants)
{
    private const string Folder = "/Kimi.Generators.RecipeGenerator/";
    private const string Ending = ".g.cs";

    // Held weakly: what was read from a file is dropped with it.
    private static readonly ConditionalWeakTable<SyntaxTree, FileFingerprint> _all = new();

    /// <summary>Whether a file is the generator's own: it follows from the others.</summary>
    public static bool IsGenerated(SyntaxTree file) =>
        file.FilePath.EndsWith(Ending, StringComparison.Ordinal) && file.FilePath.Replace('\\', '/').Contains(Folder);

    /// <summary>That of a file.</summary>
    public static FileFingerprint Of(SyntaxTree file, CancellationToken cancellationToken) =>
        _all.TryGetValue(file, out var known) ? known : _all.GetValue(file, _ => new Reader().Read(file.GetRoot(cancellationToken)));

    // One walk, since it is made after every keystroke.
    private sealed class Reader
    {
        private readonly List<(ulong Name, ulong Method)> _methods = [];
        private readonly HashSet<ulong> _names = [];
        private ulong _declarations = Fingerprint.Start;

        public FileFingerprint Read(SyntaxNode root)
        {
            Walk(root, isDeclaration: true, isConstant: false);
            return new(_declarations, _methods, _names);
        }

        private void Walk(SyntaxNode node, bool isDeclaration, bool isConstant)
        {
            if (node is MethodDeclarationSyntax method)
                _methods.Add((Fingerprint.Start.Add(method.Identifier.ValueText), OfMethod(method)));
            // That there is a body matters; that there is one more method does not.
            isDeclaration &= node is not MethodDeclarationSyntax || node.ContainsDirectives;
            if (isDeclaration)
                _declarations = _declarations.Add((ulong)node.RawKind);
            if (IsBody(node))
            {
                // #nullable affects the meaning of all declarations after it, wherever it is.
                if (!node.ContainsDirectives || !isDeclaration)
                    return;
                isConstant = false;
            }

            isConstant |= node.Parent switch
            {
                AttributeArgumentSyntax argument => argument.Expression == node,
                EqualsValueClauseSyntax initializer => initializer.Value == node,
                _ => false,
            };
            foreach (var part in node.ChildNodesAndTokens())
            {
                if (part.AsNode() is { } child)
                    Walk(child, isDeclaration, isConstant);
                else
                    Read(part.AsToken(), isDeclaration, isConstant);
            }
        }

        private void Read(SyntaxToken token, bool isDeclaration, bool isConstant)
        {
            if (isConstant && token.IsKind(SyntaxKind.IdentifierToken))
                _names.Add(Fingerprint.Start.Add(token.ValueText));
            if (!isDeclaration)
                return;
            _declarations = _declarations.Add((ulong)token.RawKind).Add(token.Text);
            if (token.ContainsDirectives)
            {
                _declarations = token.LeadingTrivia.Where(trivia => trivia.IsDirective)
                    .Aggregate(_declarations, (sum, directive) => sum.Add(directive.ToString()));
            }
        }

        private static bool IsBody(SyntaxNode node) =>
            node is BlockSyntax or ArrowExpressionClauseSyntax or StatementSyntax { Parent: GlobalStatementSyntax }
            && node.Parent is not ConstructorDeclarationSyntax;

        // Whose it is, and who may name it.
        private static ulong OfMethod(MethodDeclarationSyntax method)
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
    }
}
