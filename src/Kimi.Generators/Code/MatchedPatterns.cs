using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>The regular expression by which a match was found.</summary>
internal static class MatchedPatterns
{
    private const int MostSteps = 16;

    private static readonly HashSet<string> _choosing = new(StringComparer.Ordinal)
    {
        "First", "Last", "FirstOrDefault", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Cast", "OfType", "Reverse",
        "Skip", "Take", "TakeLast", "SkipLast", "Where", "ToList", "ToArray", "AsEnumerable", "Select", "Any", "All", "Count", "Sum", "Max", "Min",
    };

    /// <summary>The expression and its options as they are written; null where it is not known.</summary>
    /// <param name="match">A match, or several.</param>
    /// <param name="body">Where it stands.</param>
    public static (string Pattern, string Options)? Of(IOperation match, TeamBody body)
    {
        IOperation? next = match;
        for (var step = 0; step < MostSteps && next is not null; step++)
        {
            var origin = body.Origin(next);
            if (origin is IInvocationOperation { TargetMethod: { Name: "Match" or "Matches", ContainingType.Name: "Regex" } } found)
                return found.Instance is null ? Patterns.Of(found) : OfRegex(found.Instance, body);
            next = origin switch
            {
                IConditionalAccessInstanceOperation => Accessed(origin),
                IConditionalAccessOperation { WhenNotNull: var whole } => whole,
                IInvocationOperation { TargetMethod.Name: "NextMatch", Instance: var before } => before,
                IInvocationOperation { TargetMethod: { Name: not "Select", ContainingType.Name: "Enumerable" } method, Arguments: { Length: > 0 } arguments }
                    when _choosing.Contains(method.Name) => arguments[0].Value,
                IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var all } => all,
                IImplicitIndexerReferenceOperation { Instance: var all } => all,
                IArrayElementReferenceOperation { ArrayReference: var all } => all,
                ILocalReferenceOperation { Local: var local } => Declared(local, body),
                IParameterReferenceOperation { Parameter: { Type.Name: "Match" } parameter } => GivenToFunction(parameter, body),
                _ => null,
            };
        }

        return null;
    }

    private static IOperation? Accessed(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalAccessOperation access && access.WhenNotNull == inner)
                return access.Operation;
        }

        return null;
    }

    // By a loop, or by a pattern that a value is asked for.
    private static IOperation? Declared(ILocalSymbol local, TeamBody body) => body.Operations.Select(operation => operation switch
    {
        IForEachLoopOperation loop when loop.Locals.Contains(local) => loop.Collection,
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } declared }, Value: var value }
            when SymbolEqualityComparer.Default.Equals(declared, local) => value,
        IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } declared }, Value: var value }
            when SymbolEqualityComparer.Default.Equals(declared, local) => value,
        _ => null,
    }).FirstOrDefault(found => found is not null);

    private static IOperation? GivenToFunction(IParameterSymbol parameter, TeamBody body)
    {
        var function = body.Operations.OfType<IAnonymousFunctionOperation>()
            .FirstOrDefault(made => SymbolEqualityComparer.Default.Equals(made.Symbol, parameter.ContainingSymbol));
        return function?.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } }
            && call.TargetMethod.ContainingType.Name == "Enumerable" && _choosing.Contains(call.TargetMethod.Name)
            ? call.Arguments[0].Value
            : null;
    }

    private static (string Pattern, string Options)? OfRegex(IOperation regex, TeamBody body) => body.Origin(regex) switch
    {
        IObjectCreationOperation created => Patterns.Of(created),
        IFieldReferenceOperation { Field: var field } => OfField(field, body),
        IPropertyReferenceOperation { Property: var property } => Generated(property),
        IInvocationOperation { TargetMethod: var method } => Generated(method) ?? (body.Called(method)?.Returned.ToList() is { Count: 1 } only
            ? only[0] is IFieldReferenceOperation { Field: var field } ? OfField(field, body) : Patterns.Of(only[0])
            : null),
        _ => null,
    };

    private static (string Pattern, string Options)? OfField(IFieldSymbol field, TeamBody body) =>
        field is { IsReadOnly: true, DeclaringSyntaxReferences: { Length: 1 } declared } && declared[0].SyntaxTree == body.Root.Syntax.SyntaxTree
        && declared[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } && body.Root.SemanticModel?.GetOperation(value) is { } made
            ? Patterns.Of(made)
            : null;

    private static (string Pattern, string Options)? Generated(ISymbol member) =>
        member.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "GeneratedRegexAttribute")?.ConstructorArguments
            is { Length: > 0 } arguments && arguments[0].Value is string pattern
            ? (pattern, string.Join(" ", arguments.Skip(1).Select(argument => argument.Value is int options ? ((RegexOptions)options).ToString() : "")))
            : null;
}
