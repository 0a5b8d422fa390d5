using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Reports divisions of whole numbers that then count as numbers with a fraction, which they have lost, divisions by the attempts at a problem, of which
/// there are none at first, and divisions by a spread or a number of matches that is 0 where all are equal or none fits.
/// </summary>
internal sealed class DivisionRule() : TeamCodeRule(Descriptors.Division)
{
    public override Roles About => Roles.Reward | Roles.Penalty | Roles.Sampler;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        var divisions = body.Operations.OfType<IBinaryOperation>().Where(one => one.OperatorKind == BinaryOperatorKind.Divide).ToList();
        var locals = divisions.Count > 0 ? Locals(body) : [];
        foreach (var division in divisions)
        {
            var (left, right) = (division.LeftOperand.Syntax.ToString(), division.RightOperand.Syntax.ToString());
            if (IsByAttempts(division) && !IsGuarded(body))
            {
                yield return (
                    division.Syntax.GetLocation(),
                    $"{body.TypeName} divides by {right}, which is 0 until the problem was tried, so the first iteration fails: "
                    + $"give problems without attempts a weight of their own, such as by {right} == 0 ? 1 : …");
            }
            else if (!IsWhole(division.Type) && MayBeNothing(division, locals) is { } why && !IsCompared(body, division.RightOperand))
            {
                yield return (
                    division.Syntax.GetLocation(),
                    $"{body.TypeName} divides by {right}, which is 0 {why}, and the score is no number then: say what holds in that case, "
                    + $"such as by {right} == 0 ? 0 : …");
            }
            else if (IsWhole(division.Type) && !division.RightOperand.ConstantValue.HasValue && LosesItsFraction(division))
            {
                yield return (
                    division.Syntax.GetLocation(),
                    $"{body.TypeName} divides {left} by {right} as whole numbers, which leaves no fraction: "
                    + $"write (double){Grouped(division.LeftOperand, left)}");
            }
        }
    }

    // A deviation, the difference of a most and a least, a number of what fits a condition.
    private static string? MayBeNothing(IBinaryOperation division, IReadOnlyDictionary<ILocalSymbol, IOperation> locals)
    {
        var divisor = Origin(Bare(division.RightOperand), locals);
        return Bare(divisor) switch
        {
            IInvocationOperation { TargetMethod: { Name: "Sqrt", ContainingType.Name: "Math" } } => "where all are equal",
            IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount", ContainingType.Name: "Enumerable" }, Arguments.Length: > 1 } =>
                "where none fits",
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference when IsExtreme(difference.LeftOperand, "Max", locals)
                && IsExtreme(difference.RightOperand, "Min", locals) => "where all are equal",
            _ => null,
        };
    }

    private static bool IsExtreme(IOperation value, string name, IReadOnlyDictionary<ILocalSymbol, IOperation> locals) =>
        Bare(Origin(Bare(value), locals)) is IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" } method } && method.Name == name;

    private static IOperation Bare(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value;
    }

    // Whoever compares the divisor, or what it is made of, with anything has thought of it.
    private static bool IsCompared(TeamBody body, IOperation divisor)
    {
        var names = new HashSet<string>(Names(divisor), StringComparer.Ordinal);
        return body.Operations.Any(operation => operation switch
        {
            IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } comparison => Names(comparison).Any(names.Contains),
            IIsPatternOperation pattern => Names(pattern.Value).Any(names.Contains),
            ISwitchExpressionOperation choice => Names(choice.Value).Any(names.Contains),
            _ => false,
        });
    }

    private static IEnumerable<string> Names(IOperation value) =>
        value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Select(local => local.Local.Name);

    // What a local was first set to, and any other value itself.
    private static IOperation Origin(IOperation value, IReadOnlyDictionary<ILocalSymbol, IOperation> locals) =>
        value is ILocalReferenceOperation { Local: var local } && locals.TryGetValue(local, out var first) ? first : value;

    private static Dictionary<ILocalSymbol, IOperation> Locals(TeamBody body)
    {
        var locals = new Dictionary<ILocalSymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var declared in body.Operations.OfType<IVariableDeclaratorOperation>())
        {
            if (declared.GetVariableInitializer()?.Value is { } value)
                locals[declared.Symbol] = value;
        }

        return locals;
    }

    // Up through sums and products, to where C# itself makes a number with a fraction of it.
    private static bool LosesItsFraction(IOperation division)
    {
        var outer = division.Parent;
        while (outer is IParenthesizedOperation or IConditionalOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply })
            outer = outer.Parent;
        return outer is IConversionOperation { IsImplicit: true, Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single };
    }

    private static bool IsByAttempts(IBinaryOperation division)
    {
        var right = division.RightOperand;
        while (right is IConversionOperation conversion)
            right = conversion.Operand;
        return right is IPropertyReferenceOperation { Property: { Name: "Attempts", ContainingType: { } history } } && history.IsDsl("ProblemHistory");
    }

    // Whoever compares the attempts with anything has thought of it.
    private static bool IsGuarded(TeamBody body) => body.Operations.Any(operation => operation switch
    {
        IBinaryOperation comparison => comparison.OperatorKind is not (BinaryOperatorKind.Divide or BinaryOperatorKind.Multiply or BinaryOperatorKind.Subtract)
            && comparison.Type?.SpecialType == SpecialType.System_Boolean && comparison.Descendants().Any(IsAttempts),
        IIsPatternOperation pattern => pattern.Value.DescendantsAndSelf().Any(IsHistory),
        ISwitchExpressionOperation choice => choice.Value.DescendantsAndSelf().Any(IsHistory),
        ISwitchOperation choice => choice.Value.DescendantsAndSelf().Any(IsHistory),
        _ => false,
    });

    private static bool IsHistory(IOperation operation) => operation.Type is INamedTypeSymbol type && type.IsDsl("ProblemHistory") || IsAttempts(operation);

    private static bool IsAttempts(IOperation operation) => operation is IPropertyReferenceOperation { Property.Name: "Attempts" };

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32
        or SpecialType.System_Int16 or SpecialType.System_Byte or SpecialType.System_UInt64;

    private static string Grouped(IOperation operand, string text) => operand is IBinaryOperation or IConditionalOperation ? $"({text})" : text;
}
