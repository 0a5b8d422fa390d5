using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Between what a number lies that an expression adds up of constants, of choices among them and of counts.</summary>
internal static class Sums
{
    /// <summary>What is between; null where anything else is in it, or where a bound is not known.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="body">Where it stands, for the variables that are set once.</param>
    public static (double Least, double Most)? Of(IOperation value, TeamBody body) => value switch
    {
        _ when ConstantNumber.Of(value) is { } number => (number, number),
        IConversionOperation conversion => Of(conversion.Operand, body),
        IParenthesizedOperation inner => Of(inner.Operand, body),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Either(Of(choice.WhenTrue, body), Of(otherwise, body)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum =>
            Both(Of(sum.LeftOperand, body), Of(sum.RightOperand, body), (one, other) => (one.Least + other.Least, one.Most + other.Most)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference
            when IsLeast(difference.RightOperand, body) && IsCount(difference.LeftOperand) => (0, double.PositiveInfinity),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference => Both(
            Of(difference.LeftOperand, body), Of(difference.RightOperand, body), (one, other) => (one.Least - other.Most, one.Most - other.Least)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when Factor(product) is var (factor, other) && Of(other, body) is { } range =>
            (range.Least * factor, range.Most * factor),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient => OfQuotient(quotient, body),
        ILocalReferenceOperation { Local: var local } when body.SetOnce(local) is { } origin => Of(origin, body),
        _ when IsSplit(value, body) => (1, double.PositiveInfinity),
        _ when IsCount(value) => (0, double.PositiveInfinity),
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Math" } type, Name: var name }, Arguments: var arguments }
            when TeamCode.IsOfThePlatform(type) => Bounded(name, [.. arguments.Select(argument => Of(argument.Value, body))]),
        _ => null,
    };

    /// <summary>Whether a value is a number of things, or how far one is from another.</summary>
    public static bool IsCount(IOperation value) => value switch
    {
        IConversionOperation conversion => IsCount(conversion.Operand),
        IPropertyReferenceOperation { Property: { Name: "Length" or "Count", Type.SpecialType: SpecialType.System_Int32 } } => true,
        IInvocationOperation { TargetMethod: { Name: "Count", ReturnType.SpecialType: SpecialType.System_Int32 } } => true,
        IInvocationOperation { TargetMethod: { Name: "Abs", ContainingType.Name: "Math" }, Arguments: { Length: 1 } arguments } =>
            arguments[0].Value.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation && IsCount(part)),
        _ => false,
    };

    // A share of attempts, or what a positive number divides: its size only where that is a constant.
    private static (double, double)? OfQuotient(IBinaryOperation quotient, TeamBody body) =>
        Attempts.IsRate(quotient, body) ? (0, 1)
        : Of(quotient.LeftOperand, body) is not { } above ? null
        : Of(quotient.RightOperand, body) is { Least: > 0 } below && below.Least == below.Most ? (above.Least / below.Least, above.Most / below.Least)
        : above.Least >= 0 && IsAboveNothing(body.Origin(quotient.RightOperand), body) ? (0, double.PositiveInfinity)
        : null;

    // A number of things, or how far the longest of a group is from the shortest.
    private static bool IsAboveNothing(IOperation divisor, TeamBody body) => IsCount(divisor)
        || divisor is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference && IsLeast(difference.RightOperand, body);

    private static bool IsLeast(IOperation value, TeamBody body) => body.Origin(value) is IPropertyReferenceOperation { Property.Name: "MinLength" };

    // A text has one part at least.
    private static bool IsSplit(IOperation value, TeamBody body) => value is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } parts }
        && body.Origin(parts) is IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } };

    private static (double, double)? Bounded(string name, IReadOnlyList<(double Least, double Most)?> of) => (name, of.Count) switch
    {
        ("Abs", 1) => of[0] is { Least: >= 0 } range ? range : null,
        ("Min", 2) when of[0] is { } one && of[1] is { } other => (Math.Min(one.Least, other.Least), Math.Min(one.Most, other.Most)),
        ("Min", 2) => (of[0] ?? of[1]) is { } known ? (double.NegativeInfinity, known.Most) : null,
        ("Max", 2) when of[0] is { } one && of[1] is { } other => (Math.Max(one.Least, other.Least), Math.Max(one.Most, other.Most)),
        ("Max", 2) => (of[0] ?? of[1]) is { } known ? (known.Least, double.PositiveInfinity) : null,
        ("Clamp", 3) when of[1] is { } least && of[2] is { } most => (least.Least, most.Most),
        _ => null,
    };

    private static (double, double)? Either((double Least, double Most)? one, (double Least, double Most)? other) =>
        Both(one, other, (first, second) => (Math.Min(first.Least, second.Least), Math.Max(first.Most, second.Most)));

    private static (double, double)? Both(
        (double Least, double Most)? one, (double Least, double Most)? other,
        Func<(double Least, double Most), (double Least, double Most), (double, double)> join) =>
        one is { } first && other is { } second ? join(first, second) : null;

    private static (double Factor, IOperation Other)? Factor(IBinaryOperation product) =>
        ConstantNumber.Of(product.LeftOperand) is > 0 and var left ? (left, product.RightOperand)
        : ConstantNumber.Of(product.RightOperand) is > 0 and var right ? (right, product.LeftOperand)
        : null;
}
