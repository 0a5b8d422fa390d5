using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>What a condition asks of a text or a number.</summary>
/// <param name="Of">The text or number, as it is written.</param>
/// <param name="How">How it is asked for: a method of texts, or an operator.</param>
/// <param name="Pieces">What is asked for, in constants with others between them, which are null.</param>
/// <param name="Number">The number that it is compared with.</param>
internal sealed record Asked(string Of, string How, IReadOnlyList<string?> Pieces, double Number)
{
    private const string Value = "\0value";

    private string? Constant => Pieces.Count == 1 ? Pieces[0] : null;

    /// <summary>All that a condition asks, each of which must hold; none where anything else is in it.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="value">What it calls the value that is switched on.</param>
    /// <param name="body">Where it stands.</param>
    public static IReadOnlyList<Asked> All(IOperation condition, ILocalSymbol? value, TeamBody body) => condition switch
    {
        IParenthesizedOperation inner => All(inner.Operand, value, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
            [.. All(both.LeftOperand, value, body), .. All(both.RightOperand, value, body)],
        _ => One(condition, value, body) is { } one ? [one] : [],
    };

    /// <summary>Whether a condition holds wherever all of something is asked for.</summary>
    public static bool IsImplied(IOperation condition, ILocalSymbol? value, IReadOnlyList<Asked> asked, TeamBody body) => condition switch
    {
        IParenthesizedOperation inner => IsImplied(inner.Operand, value, asked, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
            IsImplied(both.LeftOperand, value, asked, body) && IsImplied(both.RightOperand, value, asked, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
            IsImplied(either.LeftOperand, value, asked, body) || IsImplied(either.RightOperand, value, asked, body),
        _ => One(condition, value, body) is { } one && asked.Any(other => other.Of == one.Of && one.Follows(other)),
    };

    private bool Follows(Asked other) => (How, other.How) switch
    {
        ("Contains", "Contains" or "StartsWith" or "EndsWith") => Constant is { } text && other.Pieces.Any(piece => piece?.Contains(text) == true),
        ("StartsWith", "StartsWith") => Constant is { } text && other.Pieces[0]?.StartsWith(text, StringComparison.Ordinal) == true,
        ("EndsWith", "EndsWith") =>
            Constant is { } text && other.Pieces[other.Pieces.Count - 1]?.EndsWith(text, StringComparison.Ordinal) == true,
        (">" or ">=", ">") => other.Number >= Number,
        (">", ">=") => other.Number > Number,
        (">=", ">=") => other.Number >= Number,
        ("<" or "<=", "<") => other.Number <= Number,
        ("<", "<=") => other.Number < Number,
        ("<=", "<=") => other.Number <= Number,
        _ => false,
    };

    private static Asked? One(IOperation condition, ILocalSymbol? value, TeamBody body) => condition switch
    {
        IInvocationOperation
        {
            TargetMethod: { Name: "Contains" or "StartsWith" or "EndsWith", ContainingType.SpecialType: SpecialType.System_String } method,
            Instance: { } text, Arguments: { Length: > 0 } arguments,
        } when IsExact(arguments) && Subject(text, value, body) is { } of && PiecesOf(arguments[0].Value) is { Count: > 0 } pieces =>
            new(of, method.Name, pieces, 0),
        IBinaryOperation compared when Operator(compared.OperatorKind) is { } by => ConstantNumber.Of(compared.RightOperand) is { } right
            ? Subject(compared.LeftOperand, value, body) is { } of ? new(of, by, [], right) : null
            : ConstantNumber.Of(compared.LeftOperand) is { } left && Subject(compared.RightOperand, value, body) is { } turned
                ? new(turned, Turned(by), [], left) : null,
        _ => null,
    };

    private static bool IsExact(IEnumerable<IArgumentOperation> arguments) => arguments.Skip(1).All(argument =>
        argument.Value is IFieldReferenceOperation { Field.Name: "Ordinal" });

    // A variable that is set once, a parameter that nothing changes, or a member of one.
    private static string? Subject(IOperation subject, ILocalSymbol? value, TeamBody body) => subject switch
    {
        IConversionOperation { IsImplicit: true } conversion => Subject(conversion.Operand, value, body),
        IParenthesizedOperation inner => Subject(inner.Operand, value, body),
        ILocalReferenceOperation { Local: var local } when SymbolEqualityComparer.Default.Equals(local, value) => Value,
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is not null ? local.Name : null,
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter } => IsChanged(parameter, body) ? null : parameter.Name,
        IPropertyReferenceOperation { Property: { IsIndexer: false } property, Instance: { } of } =>
            IsLasting(property.ContainingType) && Subject(of, value, body) is { } inner ? $"{inner}.{property.Name}" : null,
        _ => null,
    };

    // Of a text, an array, or a record of the language.
    private static bool IsLasting(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_String or SpecialType.System_Array || type.IsIn("Kimi", "Dsl") && type.IsRecord;

    private static bool IsChanged(IParameterSymbol parameter, TeamBody body) => body.Operations.OfType<IParameterReferenceOperation>().Any(use =>
        SymbolEqualityComparer.Default.Equals(use.Parameter, parameter) && (use.Parent is IAssignmentOperation assignment && assignment.Target == use
            || use.Parent is IIncrementOrDecrementOperation or ITupleOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }));

    private static IReadOnlyList<string?> PiecesOf(IOperation text) => text switch
    {
        { ConstantValue: { HasValue: true, Value: string { Length: > 0 } constant } } => [constant],
        { ConstantValue: { HasValue: true, Value: char letter } } => [letter.ToString()],
        IConversionOperation conversion => PiecesOf(conversion.Operand),
        IInterpolatedStringOperation { Parts: var parts } =>
            [.. parts.Select(part => part is IInterpolatedStringTextOperation { Text.ConstantValue.Value: string constant } ? constant : null)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            PiecesOf(sum.LeftOperand) is { Count: > 0 } left && PiecesOf(sum.RightOperand) is { Count: > 0 } right ? [.. left, .. right] : [],
        IPropertyReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation => [null],
        _ => [],
    };

    private static string? Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        _ => null,
    };

    private static string Turned(string by) => by[0] == '>' ? $"<{by.Substring(1)}" : $">{by.Substring(1)}";
}
