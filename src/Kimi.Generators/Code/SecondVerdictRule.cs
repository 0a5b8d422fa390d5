using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards for several responses that give one of them two verdicts where it cannot be read: a handler adds one beside that of the <c>try</c>, or of
/// the statements around it.
/// </summary>
internal sealed class SecondVerdictRule() : TeamCodeRule(Descriptors.VerdictCount)
{
    private static readonly HashSet<string> _choosing = new(StringComparer.Ordinal) { "First", "Last", "Single", "Min", "Max", "Average", "Aggregate" };

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "JudgeAsync" })
            yield break;
        foreach (var attempt in body.Operations.OfType<ITryOperation>())
        {
            if (attempt.Catches.Length == 0 || !IsOfEach(attempt))
                continue;
            foreach (var handler in attempt.Catches)
            {
                var added = handler.Handler.Operations.Select(Addition).FirstOrDefault(addition => addition is not null);
                if (added is { Instance: ILocalReferenceOperation { Local: var list } } && IsWhole(list, body)
                    && (AfterAddition(attempt, handler, list) ?? Beside(attempt, handler, list)) is { } why)
                {
                    yield return (
                        added.Syntax.GetLocation(),
                        $"{body.TypeName}.JudgeAsync adds a second verdict to '{list.Name}' for a response that has one: {why}, so all responses behind it get "
                        + "those of others: decide first, and add one in a single place");
                }
            }
        }
    }

    // A statement that adds a verdict to a list.
    private static IInvocationOperation? Addition(IOperation statement) => statement is IExpressionStatementOperation
    {
        Operation: IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation, Arguments: { Length: 1 } arguments } call,
    } && arguments[0].Parameter?.Type is { } type && type.IsDsl("Verdict") ? call : null;

    private static bool IsAdditionTo(IOperation statement, ILocalSymbol list) => Addition(statement) is { Instance: ILocalReferenceOperation target }
        && SymbolEqualityComparer.Default.Equals(target.Local, list);

    private static bool IsOfEach(IOperation attempt)
    {
        for (var outer = attempt.Parent; outer is not null and not IAnonymousFunctionOperation; outer = outer.Parent)
        {
            if (outer is ILoopOperation)
                return true;
        }

        return false;
    }

    // Nothing is taken out of it or asked of it, so that its number is that of what was added.
    private static bool IsWhole(ILocalSymbol list, TeamBody body) => body.Operations.OfType<ILocalReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, list)).All(use => use.Parent switch
        {
            IInvocationOperation call => call.TargetMethod.Name == "Add",
            IPropertyReferenceOperation or IAssignmentOperation => false,
            _ => true,
        });

    // Within the try, whose rest may throw what is caught.
    private static string? AfterAddition(ITryOperation attempt, ICatchClauseOperation handler, ILocalSymbol list)
    {
        var statements = attempt.Body.Operations;
        var place = statements.IndexOf(statements.FirstOrDefault(statement => IsAdditionTo(statement, list))!);
        if (place < 0)
            return null;
        // A handler that names nothing catches all.
        var caught = handler.ExceptionType.SpecialType == SpecialType.System_Object ? "Exception" : handler.ExceptionType.Name;
        foreach (var statement in statements.Skip(place + 1))
        {
            if (Thrower(statement, caught) is { } thrower)
                return $"the try adds one before {Kimi.Shared.VisibleText.Line(thrower.Syntax.ToString())}, which may throw";
            if (Conditions.Leaves(statement))
                return null;
        }

        return null;
    }

    // Before the try, or after it where the handler goes on.
    private static string? Beside(ITryOperation attempt, ICatchClauseOperation handler, ILocalSymbol list)
    {
        if (attempt.Parent is not IBlockOperation around || handler.Handler.Operations.Any(Conditions.Leaves))
            return null;
        var place = around.Operations.IndexOf(attempt);
        for (var other = 0; other < around.Operations.Length; other++)
        {
            if (IsAdditionTo(around.Operations[other], list))
                return $"another is added {(other < place ? "before" : "after")} the try";
        }

        return null;
    }

    // What throws the exception whatever branch is taken.
    private static IOperation? Thrower(IOperation statement, string caught)
    {
        if (statement is IConditionalOperation or ISwitchExpressionOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or ITryOperation
            or ILoopOperation or ISwitchOperation or IConditionalAccessOperation or ICoalesceOperation)
            return null;
        return Throws(statement, caught)
            ? statement
            : statement.ChildOperations.Select(child => Thrower(child, caught)).FirstOrDefault(found => found is not null);
    }

    private static bool Throws(IOperation operation, string caught) => operation switch
    {
        IArrayElementReferenceOperation { Indices: { Length: 1 } at } => caught is "Exception" or "SystemException" or "IndexOutOfRangeException"
            && IsBehindTheFirst(at[0]),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation, Arguments: { Length: 1 } at } =>
            caught is "Exception" or "SystemException" or "ArgumentOutOfRangeException" or "ArgumentException" && IsBehindTheFirst(at[0].Value)
            && operation.Parent is not IAssignmentOperation,
        IInvocationOperation { TargetMethod: { Name: "Parse", IsStatic: true, ContainingType: var type } } =>
            caught is "Exception" or "SystemException" or "FormatException" or "OverflowException" && TeamCode.IsOfThePlatform(type),
        IInvocationOperation { TargetMethod: { Name: "Substring", ContainingType.SpecialType: SpecialType.System_String } } =>
            caught is "Exception" or "SystemException" or "ArgumentOutOfRangeException" or "ArgumentException",
        IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: var name } } =>
            caught is "Exception" or "SystemException" or "InvalidOperationException" && _choosing.Contains(name),
        IAwaitOperation => caught is "Exception" or "HttpRequestException" or "TimeoutException" or "IOException",
        _ => false,
    };

    // A constant place: Split gives one part at least, and whoever counts places knows how many there are.
    private static bool IsBehindTheFirst(IOperation at) => at switch
    {
        IConversionOperation conversion => IsBehindTheFirst(conversion.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue.Value: int fromEnd } => fromEnd > 1,
        _ => at.ConstantValue.Value is > 0,
    };
}
