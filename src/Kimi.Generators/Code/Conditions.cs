using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>What must hold for a branch to be taken, as far as two branches can be seen to exclude each other.</summary>
internal static class Conditions
{
    /// <summary>
    /// Whether no response meets both of two conditions: one asks for what the other denies, or both compare one thing with different constants.
    /// </summary>
    public static bool Exclude(IReadOnlyList<(string Text, bool Holds)> first, IReadOnlyList<(string Text, bool Holds)> second) =>
        first.Any(one => second.Any(other => one.Text == other.Text && one.Holds != other.Holds)
            || (one.Holds && Compared(one.Text) is { } compared && second.Any(other =>
                other.Holds && other.Text != one.Text && Compared(other.Text) == compared)));

    /// <summary>The parts of a condition that must all hold, or not hold.</summary>
    public static IReadOnlyList<(string Text, bool Holds)> Of(IOperation condition, bool holds = true) => condition switch
    {
        IParenthesizedOperation inner => Of(inner.Operand, holds),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } denied => Of(denied.Operand, !holds),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when holds => [.. Of(both.LeftOperand), .. Of(both.RightOperand)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !holds =>
            [.. Of(either.LeftOperand, false), .. Of(either.RightOperand, false)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared => [(Text(compared, "=="), !holds)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThanOrEqual } compared => [(Text(compared, "<"), !holds)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan } compared => [(Text(compared, "<="), !holds)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } compared => [(Text(compared, "=="), holds)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan } compared => [(Text(compared, "<"), holds)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThanOrEqual } compared => [(Text(compared, "<="), holds)],
        _ => [(condition.Syntax.ToString(), holds)],
    };

    /// <summary>Whether what stands after a branch is never reached from it.</summary>
    public static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };

    private static string Text(IBinaryOperation compared, string by) =>
        $"{compared.LeftOperand.Syntax} {by} {compared.RightOperand.Syntax}{(compared.RightOperand.ConstantValue.HasValue ? " const" : "")}";

    // What is compared for equality with a constant.
    private static string? Compared(string text) =>
        text.EndsWith(" const", StringComparison.Ordinal) && text.IndexOf(" == ", StringComparison.Ordinal) is > 0 and var at ? text.Substring(0, at) : null;
}
