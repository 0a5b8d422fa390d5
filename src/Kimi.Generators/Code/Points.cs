using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>The most that a variable can hold to which a body adds constants, as a rubric of points does.</summary>
internal static class Points
{
    /// <summary>The most, over all branches; null where anything else becomes of the variable.</summary>
    public static double? Most(ILocalSymbol variable, TeamBody body)
    {
        var isOther = body.Operations.OfType<ILocalReferenceOperation>()
            .Any(local => SymbolEqualityComparer.Default.Equals(local.Local, variable) && IsWritten(local) && !IsAddition(local.Parent));
        var begin = body.Operations.OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, variable))?.Initializer?.Value;
        return isOther || begin is null || Number(begin) is not { } first || Most(body.Root, variable) is not { } added ? null : first + added;
    }

    private static double? Most(IOperation operation, ILocalSymbol variable) => operation switch
    {
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation local } addition when SymbolEqualityComparer.Default.Equals(local.Local, variable) =>
            Number(addition.Value),
        IConditionalOperation choice => Larger([choice.WhenTrue, .. choice.WhenFalse is { } otherwise ? new[] { otherwise } : []], variable),
        ISwitchOperation choice => Larger(choice.Cases, variable),
        ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation => operation.Descendants().OfType<ICompoundAssignmentOperation>()
            .Any(addition => addition.Target is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable)) ? null : 0,
        _ => operation.ChildOperations.Aggregate((double?)0, (sum, child) => sum + Most(child, variable)),
    };

    private static double? Larger(IEnumerable<IOperation> branches, ILocalSymbol variable)
    {
        var all = branches.Select(branch => Most(branch, variable)).ToList();
        return all.Contains(null) ? null : Math.Max(0, all.Max()!.Value);
    }

    private static bool IsAddition(IOperation? operation) => operation is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add };

    private static bool IsWritten(ILocalReferenceOperation local) => local.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == local,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };

    private static double? Number(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: IConvertible and not (string or char or bool) } constant } => Convert.ToDouble(constant.Value, null),
        IConversionOperation conversion => Number(conversion.Operand),
        _ => null,
    };
}
