using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards that ask whether a root, a power, a quotient or the like equals another number to the last bit.</summary>
internal sealed class ExactEqualityRule() : TeamCodeRule(Descriptors.ExactEquality)
{
    private static readonly HashSet<string> _inexact = new(StringComparer.Ordinal)
    {
        "Sqrt", "Cbrt", "Pow", "Exp", "Log", "Log2", "Log10", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh",
    };

    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        from compared in body.Operations.OfType<IBinaryOperation>()
        where compared.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            && IsInexactType(compared.LeftOperand.Type) && IsInexactType(compared.RightOperand.Type)
        let inexact = new[] { compared.LeftOperand, compared.RightOperand }.FirstOrDefault(side => IsInexact(side, body))
        where inexact is not null && !IsExact(compared.LeftOperand) && !IsExact(compared.RightOperand)
        select (
            compared.Syntax.GetLocation(),
            $"{body.TypeName} compares {inexact.Syntax} by {(compared.OperatorKind == BinaryOperatorKind.Equals ? "==" : "!=")}, but such numbers are rounded, "
            + "so a right one may count as wrong: compare the difference with a tolerance, such as Math.Abs(a - b) < 1e-6");

    private static bool IsInexactType(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    // A constant, or a whole number, which a root of a square is exactly.
    private static bool IsExact(IOperation value) => value switch
    {
        { ConstantValue.HasValue: true } => true,
        IConversionOperation conversion => !IsInexactType(conversion.Operand.Type) || IsExact(conversion.Operand),
        _ => false,
    };

    private static bool IsInexact(IOperation value, TeamBody body) => value switch
    {
        IParenthesizedOperation inner => IsInexact(inner.Operand, body),
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is { } origin && IsInexact(origin, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient => IsInexactType(quotient.Type),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply } sum =>
            IsInexact(sum.LeftOperand, body) || IsInexact(sum.RightOperand, body),
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Math" or "MathF" or "Double" } type, Name: var name } } =>
            _inexact.Contains(name) && TeamCode.IsOfThePlatform(type),
        _ => false,
    };
}
