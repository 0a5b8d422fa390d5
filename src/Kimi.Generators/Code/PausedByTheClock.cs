using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Recognizes a look at the clock that only decides how long to wait: calls to a service that are spaced out.</summary>
internal static class PausedByTheClock
{
    /// <summary>Whether nothing but a pause comes of the time.</summary>
    public static bool Is(IOperation clock, TeamBody body) => IsOfAPause(clock, body, isOfAVariable: false);

    private static bool IsOfAPause(IOperation time, TeamBody body, bool isOfAVariable)
    {
        var (inner, outer) = (time, time.Parent);
        while (outer is IConversionOperation or IParenthesizedOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract })
            (inner, outer) = (outer, outer.Parent);
        return outer switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => IsDelay(call),
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field.Type.Name: "DateTime" or "DateTimeOffset" } } set => set.Value == inner,
            IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean, Parent: IConditionalOperation { WhenFalse: null, WhenTrue: var then } } =>
                IsOnlyADelay(then),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when !isOfAVariable =>
                body.Operations.OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local)).ToList()
                    is { Count: > 0 } uses && uses.All(use => IsOfAPause(use, body, isOfAVariable: true)),
            _ => false,
        };
    }

    private static bool IsOnlyADelay(IOperation then) => then switch
    {
        IBlockOperation { Operations: { Length: 1 } only } => IsOnlyADelay(only[0]),
        IExpressionStatementOperation { Operation: IAwaitOperation awaited } => awaited.Descendants().OfType<IInvocationOperation>().Any(IsDelay),
        _ => false,
    };

    private static bool IsDelay(IInvocationOperation call) => call.TargetMethod is { Name: "Delay", ContainingType.Name: "Task" };
}
