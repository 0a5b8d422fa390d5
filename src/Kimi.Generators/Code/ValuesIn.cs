using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>What a text is made of, constants aside.</summary>
internal static class ValuesIn
{
    /// <summary>Its values, each where it is calculated or drawn.</summary>
    public static IReadOnlyList<IOperation> Of(IOperation text, TeamBody body) => body.Origin(text) switch
    {
        { ConstantValue.HasValue: true } => [],
        IInterpolatedStringOperation { Parts: var parts } => [.. parts.OfType<IInterpolationOperation>().SelectMany(part => Of(part.Expression, body))],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            [.. Of(sum.LeftOperand, body), .. Of(sum.RightOperand, body)],
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } value } => Of(value, body),
        IInvocationOperation { TargetMethod: { Name: "Invariant", ContainingType.Name: "FormattableString" }, Arguments: { Length: 1 } value } =>
            Of(value[0].Value, body),
        var value => [value],
    };

    /// <summary>Whether different draws give one value: a sum or product of two, or what a division leaves of one.</summary>
    public static bool IsShared(IOperation value, TeamBody body)
    {
        if (value is not IBinaryOperation calculated || calculated.Type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64))
            return false;
        var parts = body.Ingredients(calculated).ToList();
        // Such as row * columns + column.
        if (parts.Any(part => part is IBinaryOperation
            {
                OperatorKind: not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply
                    or BinaryOperatorKind.Remainder or BinaryOperatorKind.Divide),
            }) || parts.OfType<IBinaryOperation>().Select(part => part.OperatorKind).Distinct().Count() > 1)
            return false;
        var drawn = parts.OfType<ILocalReferenceOperation>().Select(use => use.Local).Distinct<ILocalSymbol>(SymbolEqualityComparer.Default)
            .Where(local => body.SetOnce(local) is not IBinaryOperation).ToList();
        // What a loop counts may well differ, as tens and ones do.
        return drawn.All(local => body.SetOnce(local) is IInvocationOperation { TargetMethod.ContainingType.Name: "Random" })
            && (drawn.Count > 1 || (drawn.Count == 1 && calculated.OperatorKind is BinaryOperatorKind.Remainder or BinaryOperatorKind.Divide));
    }
}
