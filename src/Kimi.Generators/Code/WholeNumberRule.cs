using System.Globalization;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds products of whole numbers that are drawn from so wide a range that they overflow their type.</summary>
internal sealed class WholeNumberRule() : TeamCodeRule(Descriptors.Overflow)
{
    public override Roles About => Roles.Source | Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        from product in body.Operations.OfType<IBinaryOperation>()
        where product is { OperatorKind: BinaryOperatorKind.Multiply, Type.SpecialType: SpecialType.System_Int32, ConstantValue.HasValue: false }
        let most = Most(product, body)
        where most > int.MaxValue && !IsWithinAnother(product) && !IsMeant(product) && !IsBounded(product, body)
        select (
            product.Syntax.GetLocation(),
            $"{body.TypeName} makes products of up to {most.Value.ToString("#,0", CultureInfo.InvariantCulture)}, "
            + $"and an int holds no more than {int.MaxValue.ToString("#,0", CultureInfo.InvariantCulture)}, so large ones come out wrong: "
            + $"write (long){product.LeftOperand.Syntax}");

    private static bool IsWithinAnother(IOperation product)
    {
        for (var outer = product.Parent; outer is IParenthesizedOperation or IBinaryOperation; outer = outer.Parent)
        {
            if (outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply })
                return true;
        }

        return false;
    }

    // As a hash does.
    private static bool IsMeant(IOperation product) =>
        product.Syntax.Ancestors().Any(outer => outer.RawKind is (int)SyntaxKind.UncheckedExpression or (int)SyntaxKind.UncheckedStatement);

    // Whoever compares a number that is multiplied, or a product of it, has thought of how large it is.
    private static bool IsBounded(IOperation product, TeamBody body)
    {
        var factors = product.Descendants().OfType<ILocalReferenceOperation>().Select(use => use.Local).ToList();
        return body.Operations.OfType<IBinaryOperation>().Any(compared => compared.OperatorKind is BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
            && compared.Descendants().OfType<ILocalReferenceOperation>().Any(use => factors.Contains(use.Local, SymbolEqualityComparer.Default)));
    }

    // The most that a number of constants and draws can be; null where anything else is in it.
    private static double? Most(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        { ConstantValue: { HasValue: true, Value: int number } } => number >= 0 ? number : null,
        IInvocationOperation { TargetMethod: { Name: "Next", ContainingType.Name: "Random" } method, Arguments: var arguments }
            when TeamCode.IsOfThePlatform(method.ContainingType) => arguments.Length switch
            {
                1 => arguments[0].Value.ConstantValue.Value is int end ? end - 1 : null,
                2 => arguments[0].Value.ConstantValue.Value is >= 0 && arguments[1].Value.ConstantValue.Value is int end ? end - 1 : null,
                _ => null,
            },
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_Int32 } sum =>
            Most(sum.LeftOperand, body) + Most(sum.RightOperand, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, Type.SpecialType: SpecialType.System_Int32 } product =>
            Most(product.LeftOperand, body) * Most(product.RightOperand, body),
        _ => null,
    };
}
