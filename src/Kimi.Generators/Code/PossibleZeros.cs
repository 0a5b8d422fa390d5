using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// When a number is 0 that a judge divides by: the reference, where that is the answer, and the most or the sum of scores, where all are wrong.
/// </summary>
internal static class PossibleZeros
{
    private static readonly HashSet<string> _keeping = new(StringComparer.Ordinal)
    {
        "ToList", "ToArray", "AsEnumerable", "Order", "OrderDescending", "OrderBy", "OrderByDescending", "Where", "Reverse",
    };

    /// <summary>When a divisor is 0; null where that is not known.</summary>
    public static string? Of(IOperation divisor, TeamBody body) => body.Origin(Magnitude(divisor, body)) switch
    {
        IInvocationOperation { TargetMethod: { Name: "Max" or "Sum" or "Average", ContainingType: { Name: "Enumerable" } type } } call
            when TeamCode.IsOfThePlatform(type) => IsOfNothing(call, body, new(SymbolEqualityComparer.Default)) ? "where all of them are" : null,
        var number => IsReference(number, body) ? "where the answer is" : null,
    };

    private static IOperation Magnitude(IOperation value, TeamBody body) =>
        body.Origin(value) is IInvocationOperation { TargetMethod: { Name: "Abs", ContainingType.Name: "Math" }, Arguments: { Length: 1 } number }
            ? number[0].Value
            : value;

    private static bool IsReference(IOperation number, TeamBody body) => number switch
    {
        IInvocationOperation { TargetMethod: { Name: "Parse" or "ToDouble" or "ToDecimal" or "ToSingle", IsStatic: true, ContainingType: var type } } call =>
            TeamCode.IsOfThePlatform(type) && call.Arguments.Length > 0 && References.IsAnswer(call.Arguments[0].Value, body),
        ILocalReferenceOperation { Local: var local } => body.Operations.OfType<IInvocationOperation>().Any(call =>
            call.TargetMethod.Name == "TryParse" && call.Arguments.Length > 1 && TeamCode.IsOfThePlatform(call.TargetMethod.ContainingType)
            && References.IsAnswer(call.Arguments[0].Value, body) && call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out
                && argument.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, local)))),
        _ => false,
    };

    // Each variable and each method is looked at once, so this ends.
    private static bool IsOfNothing(IInvocationOperation aggregate, TeamBody body, HashSet<ISymbol> seen) => aggregate.Arguments.Length == 0 ? false
        : aggregate.Arguments.Length > 1 ? Results(aggregate.Arguments[aggregate.Arguments.Length - 1].Value).Any(value => MayBe(value, body, seen))
        : Elements(aggregate.Arguments[0].Value, body).Any(value => MayBe(value, body, seen));

    // What the items of a list are made by.
    private static IEnumerable<IOperation> Elements(IOperation list, TeamBody body)
    {
        while (true)
        {
            switch (body.Origin(list))
            {
                case IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "Enumerable" }, Arguments: { Length: > 0 } arguments }:
                    if (name is "Select" or "Zip")
                        return Results(arguments[arguments.Length - 1].Value);
                    if (!_keeping.Contains(name))
                        return [];
                    list = arguments[0].Value;
                    break;
                case ICollectionExpressionOperation { Elements: { Length: 1 } elements } when elements[0] is ISpreadOperation spread:
                    list = spread.Operand;
                    break;
                default:
                    return [];
            }
        }
    }

    private static IEnumerable<IOperation> Results(IOperation function) =>
        function.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { } made
            ? made.Body.Descendants().OfType<IReturnOperation>().Select(returned => returned.ReturnedValue).OfType<IOperation>()
            : [];

    private static bool MayBe(IOperation value, TeamBody body, HashSet<ISymbol> seen) => value switch
    {
        _ when ConstantNumber.Of(value) is { } number => number == 0,
        IConversionOperation conversion => MayBe(conversion.Operand, body, seen),
        IParenthesizedOperation inner => MayBe(inner.Operand, body, seen),
        IConditionalOperation { WhenFalse: { } otherwise } choice => MayBe(choice.WhenTrue, body, seen) || MayBe(otherwise, body, seen),
        ISwitchExpressionOperation choice => choice.Arms.Any(arm => MayBe(arm.Value, body, seen)),
        IPropertyReferenceOperation { Property: { Name: "Score" or "Reward", ContainingType: { } type } } => type.IsIn("Kimi", "Dsl"),
        ILocalReferenceOperation { Local: var local } => seen.Add(local) && body.SetOnce(local) is { } beginning && MayBe(beginning, body, seen),
        IInvocationOperation { TargetMethod: { Name: "Sum", ContainingType.Name: "Enumerable" } } sum => IsOfNothing(sum, body, seen),
        IInvocationOperation { TargetMethod: { Name: "Count", ContainingType.Name: "Enumerable" }, Arguments.Length: > 1 } => true,
        IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" }, Arguments: { Length: 2 } both } =>
            both.Any(one => one.Value.ConstantValue is { HasValue: true } && MayBe(one.Value, body, seen)),
        IInvocationOperation { TargetMethod: var method } => seen.Add(method) && body.Called(method) is { } called
            && called.Returned.Any(returned => MayBe(returned, called, seen)),
        _ => false,
    };
}
