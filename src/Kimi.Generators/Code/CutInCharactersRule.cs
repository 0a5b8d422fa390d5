using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds environments and tools that cut or measure a text in characters by a limit in tokens, so that the policy reads a quarter of what fits. A policy whose
/// tokens are the characters of an alphabet reads all of it, and whoever asks a tokenizer has thought of it.
/// </summary>
internal sealed class CutInCharactersRule() : TeamCodeRule(Descriptors.CountedTokens)
{
    // Variables and fields that are made of each other, as in code that is being written.
    private const int MostSteps = 5;

    private static readonly HashSet<string> _cuts = new(StringComparer.Ordinal) { "Substring", "Remove", "AsSpan", "Slice", "Take", "TakeLast", "ToString" };

    public override Roles About => Roles.Environment | Roles.Tools;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            if (Cut(operation)?.Select(by => Limit(by, body, 0)).FirstOrDefault(found => found is not null) is { } limit && ReadsByWords(body))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{body.TypeName} goes by {limit} characters in {operation.Syntax}, and {limit} counts tokens, of some four characters each, so the "
                    + $"policy reads a part of what fits: let the run cut a longer reply, or go by 3 * {limit}");

                // What is measured is often cut as well.
                yield break;
            }
        }
    }

    // By which numbers of characters a text is cut, or measured; null where it is not.
    private static IEnumerable<IOperation>? Cut(IOperation operation) => operation switch
    {
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range, Instance: var text } when IsText(text) =>
            new[] { range.LeftOperand, range.RightOperand }.OfType<IOperation>(),
        IInvocationOperation { TargetMethod: { Name: var name } } call when _cuts.Contains(name)
            && IsText(call.Instance ?? call.Arguments.FirstOrDefault()?.Value) => call.Arguments.Select(argument => argument.Value),
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual,
        } compared => IsLength(compared.LeftOperand) ? [compared.RightOperand] : IsLength(compared.RightOperand) ? [compared.LeftOperand] : null,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Length", Instance: var text } } set when IsText(text) => [set.Value],
        _ => null,
    };

    private static bool IsLength(IOperation value) => value switch
    {
        IConversionOperation conversion => IsLength(conversion.Operand),
        IParenthesizedOperation inner => IsLength(inner.Operand),
        IPropertyReferenceOperation { Property.Name: "Length", Instance: var text } => IsText(text),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsLength(sum.LeftOperand) || IsLength(sum.RightOperand),
        _ => false,
    };

    private static bool IsText(IOperation? value) => value switch
    {
        IConversionOperation conversion => IsText(conversion.Operand),
        { Type.SpecialType: SpecialType.System_String } => true,
        { Type: INamedTypeSymbol { Name: "StringBuilder" } } => true,
        { Type: INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", TypeArguments: { Length: 1 } of } } =>
            of[0].SpecialType == SpecialType.System_Char,
        _ => false,
    };

    // The name of the limit in tokens that a number is, as it is or less something; null for any other.
    private static string? Limit(IOperation value, TeamBody body, int steps)
    {
        if (steps > MostSteps)
            return null;
        switch (body.Origin(value))
        {
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property } when IsLimit(property):
                return property.Name;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } kept:
                return Kept(kept.Member);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } back:
                return Limit(back.Operand, body, steps + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } less:
                return Limit(less.LeftOperand, body, steps + 1);
            case IInvocationOperation { TargetMethod: { Name: "Min", ContainingType.Name: "Math" } } least:
                return least.Arguments.Select(argument => Limit(argument.Value, body, steps + 1)).FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    // Of the language, or of a team's attribute, which is an option.
    private static bool IsLimit(IPropertySymbol property) => IsName(property.Name)
        && (property.ContainingType.IsIn("Kimi", "Dsl") || property.ContainingType.Name.EndsWith("Attribute", StringComparison.Ordinal));

    private static bool IsName(string name) => name.StartsWith("Max", StringComparison.Ordinal) && name.EndsWith("Tokens", StringComparison.Ordinal);

    // What a class keeps of its context: a field or property that begins with the limit as it is.
    private static string? Kept(ISymbol member)
    {
        var declared = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.ExpressionBody?.Expression ?? property.Initializer?.Value,
            _ => null,
        };
        return declared is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: "MaxReplyTokens" } limit
            ? limit.Name.Identifier.ValueText
            : null;
    }

    // Whether all recipes that name the class, of which there are some, take a checkpoint and make no transformer of their own.
    private static bool ReadsByWords(TeamBody body)
    {
        var outermost = body.Owner.ContainingType;
        while (outermost.ContainingType is { } outer)
            outermost = outer;
        if (body.Root.SemanticModel is not { Compilation: var all }
            || outermost.DeclaringSyntaxReferences.Any(part => part.GetSyntax().DescendantTokens().Any(IsOfATokenizer)))
            return false;
        var isNamed = false;
        foreach (var (recipe, _) in NamedTypes.Recipes(outermost.Name, all))
        {
            var names = recipe.DescendantNodes().OfType<AttributeSyntax>().Select(attribute => attribute.Name.ToString()).ToList();
            if (!names.Contains("LoadPolicy") || names.Contains("InitializeTransformer"))
                return false;
            isNamed = true;
        }

        return isNamed;
    }

    private static bool IsOfATokenizer(SyntaxToken token) =>
        token.ValueText.IndexOf("Tokenize", StringComparison.OrdinalIgnoreCase) >= 0 || token.ValueText.IndexOf("Encod", StringComparison.Ordinal) >= 0;
}
