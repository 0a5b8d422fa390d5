using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards and penalties for whole groups that give a set number of values, or give them in another order than the responses.</summary>
internal sealed class VerdictCountRule() : TeamCodeRule(Descriptors.VerdictCount)
{
    private static readonly HashSet<string> _leavingOut = new(StringComparer.Ordinal)
    {
        "Where", "Distinct", "DistinctBy", "GroupBy", "Skip", "Take",
    };

    private static readonly HashSet<string> _reordering = new(StringComparer.Ordinal)
    {
        "OrderBy", "OrderByDescending", "Order", "OrderDescending", "Reverse", "Shuffle", "AsParallel",
    };

    public override Roles About => Roles.Reward | Roles.Penalty | Roles.Other;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "JudgeAsync" or "Apply" or "Refine" } method
            || method.Parameters.FirstOrDefault(parameter => IsGroup(parameter.Type)) is not { } responses)
            yield break;
        var (noun, of) = method.Name switch
        {
            "Apply" => ("value", "responses"),
            "Refine" => ("decision", "documents"),
            _ => ("verdict", "responses"),
        };
        foreach (var list in body.Operations.Where(IsReturned))
        {
            if (SetNumber(list) is { } count && !IsCounted(list, count, responses, body))
            {
                yield return (
                    list.Syntax.GetLocation(),
                    $"{body.TypeName}.{method.Name} returns {count} {noun}{(count == 1 ? "" : "s")} however many {of} there are, "
                    + $"which counts as a fault of all: give one for each of '{responses.Name}', in their order");
            }
            else if (Collected(list, body) is { } collected)
            {
                yield return (
                    list.Syntax.GetLocation(),
                    $"{body.TypeName}.{method.Name} returns its {noun}s in the order in which they were added to '{collected.Name}', "
                    + $"so {of} get those of others: give one for each of '{responses.Name}', in their order, such as by Task.WhenAll");
            }
            else if (Reordered(list, responses, body) is var (call, isRegrouped))
            {
                var how = !isRegrouped && _leavingOut.Contains(call.TargetMethod.Name)
                    ? $"leaves out {of} by {call.TargetMethod.Name}, and a number of {noun}s other than that of {of} is a fault of all"
                    : $"returns its {noun}s in the order of {call.TargetMethod.Name}, so {of} get those of others";
                yield return (
                    call.Syntax.GetLocation(),
                    $"{body.TypeName}.{method.Name} {how}: give one for each of '{responses.Name}', in their order");
            }
        }
    }

    private static bool IsGroup(ITypeSymbol type) =>
        type.IsDsl("RolloutGroup") || (type is INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments.Length: 1 } list && Holds(list.TypeArguments[0]));

    private static bool Holds(ITypeSymbol type) =>
        type.IsDsl("Rollout") || type.IsDsl("Document")
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => Holds(element.Type)));

    // A list that is all that the method returns, perhaps within a task.
    private static bool IsReturned(IOperation operation)
    {
        if (operation is not (ICollectionExpressionOperation or IArrayCreationOperation or IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" }
            or ILocalReferenceOperation))
            return false;
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IReturnOperation)
                return true;
            if (outer is not (IConversionOperation or IArgumentOperation or IObjectCreationOperation { Type.Name: "ValueTask" }
                or IInvocationOperation { TargetMethod.Name: "FromResult" }))
                return false;
        }

        return false;
    }

    private static int? SetNumber(IOperation list) => list switch
    {
        ICollectionExpressionOperation { Elements: { Length: > 0 } elements } when !elements.Any(element => element is ISpreadOperation) => elements.Length,
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } values } => values.Length,
        _ => null,
    };

    // Where there is a set number of responses.
    private static bool IsCounted(IOperation list, int count, IParameterSymbol responses, TeamBody body)
    {
        for (var outer = list.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalOperation { Condition: var condition } && IsOfNumber(condition, responses))
                return true;
        }

        // Or where any other number was refused before.
        return body.Operations.Any(operation => operation is IConditionalOperation { WhenFalse: null } guard
            && guard.Syntax.SpanStart < list.Syntax.SpanStart && IsOfNumber(guard.Condition, responses)
            && guard.Condition.Descendants().Any(part => part.ConstantValue.Value is int number && number == count
                || part is IListPatternOperation { Patterns.Length: var length } && length == count)
            && guard.WhenTrue.DescendantsAndSelf().Any(part => part is IThrowOperation or IReturnOperation));
    }

    private static bool IsOfNumber(IOperation condition, IParameterSymbol responses) => condition.DescendantsAndSelf().Any(part =>
        part is IParameterReferenceOperation { Parent: IIsPatternOperation or IPropertyReferenceOperation { Property.Name: "Count" } } use
        && SymbolEqualityComparer.Default.Equals(use.Parameter, responses));

    // What calls that run at the same time added to.
    private static ILocalSymbol? Collected(IOperation list, TeamBody body) => list.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
        .Select(use => use.Local)
        .FirstOrDefault(local => body.Operations.OfType<IInvocationOperation>().Any(call => IsAdditionTo(local, call) && IsAtTheSameTime(call))
            && !list.Descendants().Concat(body.Operations).Any(other => IsSorting(other, local)));

    private static bool IsAdditionTo(ILocalSymbol local, IInvocationOperation call) =>
        call is { TargetMethod.Name: "Add" or "Enqueue" or "Push", Arguments.Length: 1, Instance: ILocalReferenceOperation target }
        && SymbolEqualityComparer.Default.Equals(target.Local, local);

    // By what tells whose a verdict is.
    private static bool IsSorting(IOperation operation, ILocalSymbol local) => operation is IInvocationOperation
    {
        TargetMethod.Name: "Sort" or "OrderBy" or "Order" or "OrderByDescending" or "ToDictionary" or "ToLookup" or "Single" or "First",
    } && operation.Descendants().Any(part => part is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, local));

    private static bool IsAtTheSameTime(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            var isParallel = outer switch
            {
                IInvocationOperation { TargetMethod: { ContainingType.Name: "Parallel", Name: var name } } => name.StartsWith("For", StringComparison.Ordinal),
                IForEachLoopOperation { Collection: var all } => all.DescendantsAndSelf().Any(part => part is IInvocationOperation
                {
                    TargetMethod: { ContainingType.Name: "Task", Name: "WhenEach" },
                }),
                IWhileLoopOperation loop => loop.Body.Descendants().Any(part => part is IInvocationOperation
                {
                    TargetMethod: { ContainingType.Name: "Task", Name: "WhenAny" },
                }),
                IInvocationOperation { TargetMethod: { ContainingType.Name: "Task", Name: "WhenAll" } } => true,
                _ => false,
            };
            if (isParallel)
                return true;
        }

        return false;
    }

    // Whoever compares how many there are with how many there were has thought of the rest.
    private static bool IsMeasured(ILocalSymbol some, IParameterSymbol responses, TeamBody body) =>
        body.Operations.OfType<IBinaryOperation>().Any(compared => compared.Type?.SpecialType == SpecialType.System_Boolean
            && compared.Descendants().Any(part => part is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, some))
            && compared.Descendants().Any(part => part is IParameterReferenceOperation use
                && SymbolEqualityComparer.Default.Equals(use.Parameter, responses)));

    // Whoever sorts twice sorts back.
    private static (IInvocationOperation Call, bool IsRegrouped)? Reordered(IOperation list, IParameterSymbol responses, TeamBody body)
    {
        var source = list switch
        {
            ILocalReferenceOperation { Local: var local } => body.SetOnce(local),
            ICollectionExpressionOperation { Elements.Length: 1 } all when all.Elements[0] is ISpreadOperation only => only.Operand,
            IInvocationOperation call => call,
            _ => null,
        };
        var calls = new List<IInvocationOperation>();
        while (source is not null)
        {
            switch (source)
            {
                case IConversionOperation conversion:
                    source = conversion.Operand;
                    break;
                case IArgumentOperation argument:
                    source = argument.Value;
                    break;
                case IInvocationOperation call:
                    calls.Add(call);
                    source = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
                    break;
                case ILocalReferenceOperation { Local: var local } when body.SetOnce(local) is { } origin && !IsMeasured(local, responses, body):
                    source = origin;
                    break;
                default:
                    var isOurs = source is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, responses);
                    var changing = calls.Where(call => _reordering.Contains(call.TargetMethod.Name)
                        || _leavingOut.Contains(call.TargetMethod.Name)).ToList();
                    return isOurs && changing.Count == 1 && !calls.Any(call => call.TargetMethod.Name == "AsOrdered")
                        && calls.Any(call => call.TargetMethod.Name is "Select" or "SelectMany")
                        ? (changing[0], changing[0].TargetMethod.Name == "GroupBy" && calls.Any(call => call.TargetMethod.Name == "SelectMany"))
                        : null;
            }
        }

        return null;
    }
}
