using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>A body of a team's own code that a run executes.</summary>
/// <param name="owner">The method or other member whose body it is.</param>
/// <param name="roles">What its class is to a run.</param>
/// <param name="root">The body.</param>
internal sealed class TeamBody(ISymbol owner, Roles roles, IOperation root)
{
    /// <summary>The method or other member whose body it is.</summary>
    public ISymbol Owner => owner;

    /// <summary>The name of its class.</summary>
    public string TypeName => owner.ContainingType.Name;

    /// <summary>What its class is to a run.</summary>
    public Roles Roles => roles;

    /// <summary>The body.</summary>
    public IOperation Root => root;

    /// <summary>All that is done in it, walked once for all rules.</summary>
    public IReadOnlyList<IOperation> Operations { get; } = [.. root.Descendants()];

    /// <summary>Whether something is done whatever the body finds: in no branch, function or <c>try</c> of it.</summary>
    public bool IsAlways(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            var isBranch = outer switch
            {
                IConditionalOperation choice => inner != choice.Condition,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => inner == both.RightOperand,
                ICoalesceOperation choice => inner == choice.WhenNull,
                IConditionalAccessOperation access => inner == access.WhenNotNull,
                ISwitchExpressionArmOperation or ISwitchCaseOperation or ICatchClauseOperation or ILoopOperation => true,
                IAnonymousFunctionOperation or ILocalFunctionOperation => true,
                ITryOperation attempt => attempt.Catches.Length > 0 && inner == attempt.Body,
                _ => false,
            };
            if (isBranch)
                return false;
        }

        return true;
    }

    /// <summary>What a variable begins with that nothing changes afterwards; null for any other.</summary>
    public IOperation? SetOnce(ILocalSymbol variable)
    {
        var isChanged = Operations.OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, variable)
            && ((use.Parent is IAssignmentOperation assignment && assignment.Target == use)
                || use.Parent is IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }));
        return isChanged
            ? null
            : Operations.OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, variable))?.GetVariableInitializer()?.Value;
    }

    /// <summary>Whether something is done within a function of the body.</summary>
    public bool IsWithinFunction(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }
}
