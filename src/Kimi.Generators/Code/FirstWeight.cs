using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>What a sampler's method gives at no attempts, where nothing but these, constants and arithmetic decides it.</summary>
/// <param name="body">The method.</param>
internal sealed class FirstWeight(TeamBody body)
{
    // Each variable is calculated once, so this ends soon.
    private readonly Dictionary<ILocalSymbol, double?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What the first of its statements returns that is reached, and where that is written; null where that is not known.</summary>
    public (IOperation Place, double Weight)? Of(IOperation statement)
    {
        var (_, place) = Run(statement);
        while (place is not null)
        {
            switch (place)
            {
                case IConversionOperation conversion:
                    place = conversion.Operand;
                    break;
                case IParenthesizedOperation inner:
                    place = inner.Operand;
                    break;
                case IConditionalOperation choice when Holds(choice.Condition) is { } holds:
                    place = holds ? choice.WhenTrue : choice.WhenFalse;
                    break;
                case ISwitchExpressionOperation choice when Arm(choice) is { } arm:
                    place = arm.Value;
                    break;
                default:
                    return Number(place) is { } weight ? (place, weight) : null;
            }
        }

        return null;
    }

    // Whether the statements after it are reached, and what is returned.
    private (bool GoesOn, IOperation? Returned) Run(IOperation? statement)
    {
        switch (statement)
        {
            case null or IEmptyOperation or IVariableDeclarationGroupOperation:
            case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation }:
            case IExpressionStatementOperation { Operation: IInvocationOperation { Type.SpecialType: SpecialType.System_Void } }:
                return (true, null);
            case IMethodBodyOperation method:
                return Run(method.BlockBody ?? method.ExpressionBody);
            case IReturnOperation { ReturnedValue: var value }:
                return (false, value);
            case IConditionalOperation choice:
                return Holds(choice.Condition) is { } holds ? Run(holds ? choice.WhenTrue : choice.WhenFalse) : (false, null);
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                {
                    if (Run(inner) is { GoesOn: false } end)
                        return end;
                }

                return (true, null);
            default:
                return (false, null);
        }
    }

    private double? Number(IOperation value) => value switch
    {
        _ when ConstantNumber.Of(value) is { } number => number,
        IConversionOperation conversion => Number(conversion.Operand),
        IParenthesizedOperation inner => Number(inner.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } turned => -Number(turned.Operand),
        _ when Attempts.IsNumber(value, body) || Attempts.IsSuccesses(value, body) => 0,
        ILocalReferenceOperation { Local: var local } => OfVariable(local),
        IConditionalOperation { WhenFalse: { } otherwise } choice =>
            Holds(choice.Condition) is { } holds ? Number(holds ? choice.WhenTrue : otherwise) : null,
        ISwitchExpressionOperation choice => Arm(choice) is { } arm ? Number(arm.Value) : null,
        IBinaryOperation both => Number(both.LeftOperand) is { } left && Number(both.RightOperand) is { } right
            ? Calculated(both, left, right)
            : null,
        IInvocationOperation { TargetMethod: { ContainingType: { Name: "Math" } type, Name: var name }, Arguments: var arguments }
            when TeamCode.IsOfThePlatform(type) => Calculated(name, [.. arguments.Select(argument => Number(argument.Value))]),
        _ => null,
    };

    private double? OfVariable(ILocalSymbol local)
    {
        if (!_known.TryGetValue(local, out var known))
        {
            _known[local] = null;
            _known[local] = known = body.SetOnce(local) is { } beginning ? Number(beginning) : null;
        }

        return known;
    }

    // Of a division by 0, another rule tells.
    private static double? Calculated(IBinaryOperation both, double left, double right) => both.OperatorKind switch
    {
        BinaryOperatorKind.Add => left + right,
        BinaryOperatorKind.Subtract => left - right,
        BinaryOperatorKind.Multiply => left * right,
        BinaryOperatorKind.Divide when right != 0 =>
            both.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single ? left / right : Math.Truncate(left / right),
        _ => null,
    };

    private static double? Calculated(string name, IReadOnlyList<double?> of) => (name, of.Count) switch
    {
        ("Abs", 1) => of[0] is { } number ? Math.Abs(number) : null,
        ("Sqrt", 1) => of[0] is >= 0 and var number ? Math.Sqrt(number) : null,
        ("Exp", 1) => of[0] is { } number ? Math.Exp(number) : null,
        ("Pow", 2) when of[0] is { } number && of[1] is { } power => Math.Pow(number, power),
        ("Min", 2) when of[0] is { } one && of[1] is { } other => Math.Min(one, other),
        ("Max", 2) when of[0] is { } one && of[1] is { } other => Math.Max(one, other),
        ("Clamp", 3) when of[0] is { } number && of[1] is { } least && of[2] is { } most => Math.Max(least, Math.Min(most, number)),
        _ => null,
    };

    private bool? Holds(IOperation condition) => condition switch
    {
        IParenthesizedOperation inner => Holds(inner.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } denied => !Holds(denied.Operand),
        IIsPatternOperation asked => Matches(asked.Value, asked.Pattern),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
            Holds(both.LeftOperand) is { } left ? left ? Holds(both.RightOperand) : false : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
            Holds(either.LeftOperand) is { } left ? left ? true : Holds(either.RightOperand) : null,
        IBinaryOperation compared => Number(compared.LeftOperand) is { } left && Number(compared.RightOperand) is { } right
            ? Compared(compared.OperatorKind, left, right)
            : null,
        _ => null,
    };

    private static bool? Compared(BinaryOperatorKind by, double left, double right) => by switch
    {
        BinaryOperatorKind.Equals => left == right,
        BinaryOperatorKind.NotEquals => left != right,
        BinaryOperatorKind.LessThan => left < right,
        BinaryOperatorKind.LessThanOrEqual => left <= right,
        BinaryOperatorKind.GreaterThan => left > right,
        BinaryOperatorKind.GreaterThanOrEqual => left >= right,
        _ => null,
    };

    private ISwitchExpressionArmOperation? Arm(ISwitchExpressionOperation choice)
    {
        foreach (var arm in choice.Arms)
        {
            var matches = Matches(choice.Value, arm.Pattern);
            if (matches == true && arm.Guard is not null)
                matches = Holds(arm.Guard);
            if (matches is null)
                return null;
            if (matches == true)
                return arm;
        }

        return null;
    }

    private bool? Matches(IOperation value, IPatternOperation pattern) =>
        value.Type?.Name == "ProblemHistory" ? OfHistory(pattern) : Matches(Number(value), pattern);

    private static bool? Matches(double? number, IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => true,
        INegatedPatternOperation denied => !Matches(number, denied.Pattern),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Matches(number, either.LeftPattern) switch
        {
            true => true,
            false => Matches(number, either.RightPattern),
            null => null,
        },
        IBinaryPatternOperation both => Matches(number, both.LeftPattern) switch
        {
            true => Matches(number, both.RightPattern),
            false => false,
            null => null,
        },
        IConstantPatternOperation { Value: var constant } => ConstantNumber.Of(constant) is { } other && number is { } one ? one == other : null,
        IRelationalPatternOperation relation => ConstantNumber.Of(relation.Value) is { } other && number is { } one
            ? Compared(relation.OperatorKind, one, other)
            : null,
        _ => null,
    };

    // Of both, there are none.
    private static bool? OfHistory(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true }:
                return true;
            case INegatedPatternOperation denied:
                return !OfHistory(denied.Pattern);
            case IRecursivePatternOperation parts:
                var all = parts.PropertySubpatterns.Select(part => Matches(0, part.Pattern))
                    .Concat(parts.DeconstructionSubpatterns.Select(part => Matches(0, part))).ToList();
                return all.Contains(false) ? false : all.Contains(null) ? null : true;
            default:
                return null;
        }
    }
}
