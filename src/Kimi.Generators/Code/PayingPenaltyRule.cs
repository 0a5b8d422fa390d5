using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds penalties that give more the longer a response is: what a penalty gives is added to the reward.</summary>
internal sealed class PayingPenaltyRule() : TeamCodeRule(Descriptors.PayingPenalty)
{
    public override Roles About => Roles.Penalty;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        body.Owner is not IMethodSymbol { Name: "Apply" }
            ? []
            : from value in body.Operations.Select(ValueOfOne).OfType<IOperation>()
              where Sums.Of(value, body) is { Least: >= 0, Most: > 0 } && Direction(value, body) == Way.Up
              select (
                  value.Syntax.GetLocation(),
                  $"{body.TypeName} gives {value.Syntax}, which is added to the reward, so longer responses earn more: return a number below 0");

    // What a list has for each response of the group, returned or put into its place.
    private static IOperation? ValueOfOne(IOperation operation) => operation switch
    {
        IReturnOperation { ReturnedValue: { } list } => ValueOfEach(list),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation, Value: { Type.SpecialType: SpecialType.System_Double } value } => value,
        _ => null,
    };

    private static IOperation? ValueOfEach(IOperation list) => list switch
    {
        IConversionOperation conversion => ValueOfEach(conversion.Operand),
        ICollectionExpressionOperation { Elements: { Length: 1 } elements } when elements[0] is ISpreadOperation all => ValueOfEach(all.Operand),
        IInvocationOperation { TargetMethod.Name: "ToArray", Arguments: { Length: 1 } arguments } => ValueOfEach(arguments[0].Value),
        IInvocationOperation { TargetMethod.Name: "Select", Arguments: { Length: 2 } arguments }
            when arguments[1].Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { Body.Operations: { Length: 1 } only } =>
            (only[0] as IReturnOperation)?.ReturnedValue,
        _ => null,
    };

    // How a value changes with the length of the response, where that is plain.
    private static Way Direction(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        { ConstantValue.HasValue: true } => Way.None,
        var length when IsLength(length) => Way.Up,
        IPropertyReferenceOperation => Way.None,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Together(Direction(sum.LeftOperand, body), Direction(sum.RightOperand, body)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference =>
            Together(Direction(difference.LeftOperand, body), Turned(Direction(difference.RightOperand, body))),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when Sums.Of(product.RightOperand, body) is { Least: >= 0 }
            && Sums.Of(product.LeftOperand, body) is { Least: >= 0 } => Together(Direction(product.LeftOperand, body), Direction(product.RightOperand, body)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient when Direction(quotient.RightOperand, body) == Way.None =>
            Direction(quotient.LeftOperand, body),
        IConditionalOperation { Condition: IBinaryOperation comparison, WhenFalse: { } otherwise } choice => Step(comparison, choice.WhenTrue, otherwise, body),
        IInvocationOperation { TargetMethod: { Name: "Clamp" or "Min" or "Max", ContainingType.Name: "Math" } } bound =>
            bound.Arguments.Select(argument => Direction(argument.Value, body)).Aggregate(Together),
        _ => Way.Unknown,
    };

    // A step where the length exceeds something, or falls short of it.
    private static Way Step(IBinaryOperation comparison, IOperation met, IOperation otherwise, TeamBody body)
    {
        var way = comparison.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => Way.Up,
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => Way.Down,
            _ => Way.Unknown,
        };
        if (Direction(comparison.LeftOperand, body) != Way.Up || Direction(comparison.RightOperand, body) != Way.None)
            return Way.Unknown;
        return (Sums.Of(met, body), Sums.Of(otherwise, body)) switch
        {
            ({ } one, { } other) when one.Least >= other.Most && one.Most > other.Least => way,
            ({ } one, { } other) when one.Most <= other.Least && one.Least < other.Most => Turned(way),
            _ => Way.Unknown,
        };
    }

    private static Way Together(Way one, Way other) => one == Way.None ? other : other == Way.None || one == other ? one : Way.Unknown;

    private static Way Turned(Way way) => way switch { Way.Up => Way.Down, Way.Down => Way.Up, _ => way };

    private static bool IsLength(IOperation operation) => operation is IPropertyReferenceOperation
    {
        Property: { Name: "Length" or "Count", ContainingType: { } type },
    } && (type.IsDsl("Rollout") || type.IsDsl("JudgedRollout") || type.Name is "ValueList" or "String");

    private enum Way
    {
        None,
        Up,
        Down,
        Unknown,
    }
}
