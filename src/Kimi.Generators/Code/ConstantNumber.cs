using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>Numbers that the compiler knows.</summary>
internal static class ConstantNumber
{
    /// <summary>The number that an expression is; null for any other, and for texts, characters and truth values.</summary>
    public static double? Of(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: IConvertible and not (string or char or bool) and var number } ? Convert.ToDouble(number, null) : null;
}
