using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>A body of a team's own code that a run executes.</summary>
/// <param name="owner">The method or other member whose body it is.</param>
/// <param name="roles">What its class is to a run.</param>
/// <param name="root">The body.</param>
internal sealed class TeamBody(ISymbol owner, Roles roles, IOperation root)
{
    private Dictionary<ILocalSymbol, IOperation>? _beginnings;

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
    public IOperation? SetOnce(ILocalSymbol variable) => (_beginnings ??= Beginnings(Operations)).TryGetValue(variable, out var beginning) ? beginning : null;

    /// <summary>What a value comes from: behind conversions, parentheses and variables that are set once.</summary>
    public IOperation Origin(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IParenthesizedOperation inner:
                    value = inner.Operand;
                    break;
                case IAwaitOperation awaited:
                    value = awaited.Operation;
                    break;
                case ILocalReferenceOperation { Local: var local } when SetOnce(local) is { } beginning:
                    value = beginning;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>All that a value is made of, in its own expression and in those of the variables in it that are set once.</summary>
    public IEnumerable<IOperation> Ingredients(IOperation value)
    {
        var (open, seen) = (new Stack<IOperation>([value]), new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default));
        while (open.Count > 0)
        {
            foreach (var part in open.Pop().DescendantsAndSelf())
            {
                yield return part;
                if (part is ILocalReferenceOperation { Local: var local } && seen.Add(local) && SetOnce(local) is { } beginning)
                    open.Push(beginning);
            }
        }
    }

    // By each variable that is declared here and never changed, alone or as one of several that are taken from a tuple.
    private static Dictionary<ILocalSymbol, IOperation> Beginnings(IReadOnlyList<IOperation> operations)
    {
        var beginnings = new Dictionary<ILocalSymbol, IOperation>(SymbolEqualityComparer.Default);
        var changed = new List<ILocalSymbol>();
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declared when declared.GetVariableInitializer()?.Value is { } value:
                    beginnings[declared.Symbol] = value;
                    break;
                case IDeconstructionAssignmentOperation { Target: IDeclarationExpressionOperation { Expression: ITupleOperation names }, Value: var values }
                    when (values is IConversionOperation conversion ? conversion.Operand : values) is ITupleOperation tuple
                        && names.Elements.Length == tuple.Elements.Length:
                    for (var place = 0; place < names.Elements.Length; place++)
                    {
                        if (names.Elements[place] is ILocalReferenceOperation name)
                            beginnings[name.Local] = tuple.Elements[place];
                    }

                    break;
                case ILocalReferenceOperation use when IsChange(use):
                    changed.Add(use.Local);
                    break;
            }
        }

        foreach (var variable in changed)
            beginnings.Remove(variable);
        return beginnings;
    }

    private static bool IsChange(ILocalReferenceOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use,
        IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation assignment } tuple => assignment.Target == tuple,
        _ => false,
    };

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
