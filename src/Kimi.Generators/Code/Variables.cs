using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>Follows variables by their text alone.</summary>
internal static class Variables
{
    /// <summary>What a variable begins with that is declared before its use in the same member, so following one after another ends; null for none.</summary>
    public static ExpressionSyntax? Beginning(IdentifierNameSyntax variable) =>
        variable.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .LastOrDefault(declared => declared.Identifier.ValueText == variable.Identifier.ValueText && declared.Span.End < variable.SpanStart)
            ?.Initializer?.Value;
}
