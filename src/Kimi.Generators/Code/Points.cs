using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>The most that a variable can hold to which a body adds constants, as a rubric of points does.</summary>
internal static class Points
{
    private const int MostTried = 10;

    /// <summary>The most, over all branches; null where anything else becomes of the variable.</summary>
    public static double? Most(ILocalSymbol variable, TeamBody body)
    {
        var begin = body.Operations.OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, variable))?.Initializer?.Value;
        return IsOnlyAddedTo(variable, body) && begin is not null && Number(begin) is { } first && Most(body.Root, variable) is { } added
            ? first + added
            : null;
    }

    /// <summary>Whether nothing becomes of a variable but that something is added to it.</summary>
    public static bool IsOnlyAddedTo(ILocalSymbol variable, TeamBody body) => !body.Operations.OfType<ILocalReferenceOperation>()
        .Any(local => SymbolEqualityComparer.Default.Equals(local.Local, variable) && IsWritten(local) && !IsAddition(local.Parent));

    /// <summary>Whether something is added to the variable.</summary>
    public static bool IsAdditionTo(ICompoundAssignmentOperation addition, ILocalSymbol variable) => IsAddition(addition)
        && addition.Target is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable);

    private static double? Most(IOperation operation, ILocalSymbol variable) => operation switch
    {
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation local } addition when SymbolEqualityComparer.Default.Equals(local.Local, variable) =>
            Number(addition.Value),
        IBlockOperation block => OfBlock(block, variable),
        IConditionalOperation choice => IsAbout(choice.Condition, variable) && IsAdded(choice, variable)
            ? null
            : Larger([choice.WhenTrue, .. choice.WhenFalse is { } otherwise ? new[] { otherwise } : []], variable),
        ISwitchOperation choice => Larger(choice.Cases, variable),
        ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation => IsAdded(operation, variable) ? null : 0,
        _ => operation.ChildOperations.Aggregate((double?)0, (sum, child) => sum + Most(child, variable)),
    };

    // Branches that exclude each other do not add up, nor does what follows a branch that leaves.
    private static double? OfBlock(IBlockOperation block, ILocalSymbol variable)
    {
        var (always, left) = (0.0, 0.0);
        var branches = new List<(double Most, IReadOnlyList<(string Text, bool Holds)> Condition)>();
        foreach (var statement in block.Operations)
        {
            if (Most(statement, variable) is not { } most)
                return null;
            if (statement is IConditionalOperation { WhenFalse: null } choice && Leaves(choice.WhenTrue))
                left = Math.Max(left, always + Together(branches) + most);
            else if (most > 0 && statement is IConditionalOperation { WhenFalse: null } branch)
                branches.Add((most, Conditions.Of(branch.Condition)));
            else
                always += most;
        }

        return Math.Max(left, always + Together(branches));
    }

    private static double Together(IReadOnlyList<(double Most, IReadOnlyList<(string Text, bool Holds)> Condition)> branches)
    {
        if (branches.Count > MostTried)
            return branches.Sum(branch => branch.Most);
        // A bit for each branch that a branch excludes.
        var excluded = branches
            .Select(one => branches.Select((other, place) => Conditions.Exclude(one.Condition, other.Condition) ? 1 << place : 0).Sum()).ToArray();
        var best = 0.0;
        for (var chosen = 1; chosen < 1 << branches.Count; chosen++)
        {
            var (sum, goTogether) = (0.0, true);
            for (var place = 0; place < branches.Count && goTogether; place++)
            {
                if ((chosen >> place & 1) == 0)
                    continue;
                sum += branches[place].Most;
                goTogether = (excluded[place] & chosen) == 0;
            }

            if (goTogether)
                best = Math.Max(best, sum);
        }

        return best;
    }

    private static bool Leaves(IOperation branch) => branch switch
    {
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        IReturnOperation or IThrowOperation => true,
        IExpressionStatementOperation statement => Leaves(statement.Operation),
        _ => false,
    };

    private static double? Larger(IEnumerable<IOperation> branches, ILocalSymbol variable)
    {
        var all = branches.Select(branch => Most(branch, variable)).ToList();
        return all.Contains(null) ? null : Math.Max(0, all.Max()!.Value);
    }

    private static bool IsAbout(IOperation condition, ILocalSymbol variable) => condition.DescendantsAndSelf()
        .Any(part => part is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable));

    private static bool IsAdded(IOperation operation, ILocalSymbol variable) => operation.Descendants().OfType<ICompoundAssignmentOperation>()
        .Any(addition => addition.Target is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable));

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
        _ when ConstantNumber.Of(value) is { } number => number,
        IConversionOperation conversion => Number(conversion.Operand),
        _ => null,
    };
}
