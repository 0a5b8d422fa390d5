using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>The regular expressions of a body: where one is made, or used at once.</summary>
internal static class Patterns
{
    /// <summary>The expression that an operation makes or uses, and its options as they are written; null for other operations.</summary>
    public static (string Pattern, string Options)? Of(IOperation operation)
    {
        var arguments = operation switch
        {
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Regex" } type } } call when TeamCode.IsOfThePlatform(type) =>
                call.Arguments,
            IObjectCreationOperation { Type: INamedTypeSymbol { Name: "Regex" } type } created when TeamCode.IsOfThePlatform(type) => created.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return Named(arguments, "pattern")?.Value.ConstantValue.Value is string pattern
            ? (pattern, string.Join(" ", arguments.Where(argument => argument.Parameter?.Name is "options" or "matchTimeout")
                .Select(argument => $"{argument.Parameter!.Type.Name} {argument.Value.Syntax} {Named(argument.Value)}")))
            : null;
    }

    /// <summary>The expression by which a text is searched, whether it is given here or held by a field, and the text.</summary>
    public static (string Pattern, IOperation Text)? Search(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "Regex" } } call when Named(call.Arguments, "input") is { } input
            && Of(call) is { } known => (known.Pattern, input.Value),
        IInvocationOperation { Instance: IFieldReferenceOperation { Field: { Type.Name: "Regex" } field }, Arguments: { Length: > 0 } arguments }
            when OfField(field) is { } pattern => (pattern, arguments[0].Value),
        _ => null,
    };

    // By their own names, where they are a constant of another name.
    private static string Named(IOperation options) => options.ConstantValue.Value is int number ? ((RegexOptions)number).ToString() : "";

    private static IArgumentOperation? Named(ImmutableArray<IArgumentOperation> arguments, string name) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Name == name);

    private static string? OfField(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax declared
        && declared.Initializer?.Value is BaseObjectCreationExpressionSyntax created
        && created.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } pattern
            ? pattern.Token.ValueText
            : null;
}
