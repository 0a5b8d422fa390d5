using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards and penalties that ask whether any other response of a group is like one, among all of them: one is always like itself.
/// </summary>
internal sealed class SelfComparisonRule() : TeamCodeRule(Descriptors.ImpossibleSearch)
{
    private const int MostSteps = 16;

    public override Roles About => Roles.Reward | Roles.Penalty;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "JudgeAsync" or "Apply" } method || method.Parameters.FirstOrDefault(IsGroup) is not { } group)
            yield break;
        foreach (var operation in body.Operations)
        {
            if (operation is IInvocationOperation call && Outcome(call, group, body) is { } outcome)
            {
                yield return (
                    call.Syntax.GetLocation(),
                    $"{body.TypeName} compares a response with all of '{group.Name}', of which it is one, so this is always {outcome}: leave itself out");
            }
            else if (operation is IForEachLoopOperation loop && Equality(loop, group, body) is { } equality)
            {
                yield return (
                    equality.Syntax.GetLocation(),
                    $"{body.TypeName} compares a response with all of '{group.Name}', of which it is one, so one is always equal: leave itself out");
            }
        }
    }

    private static bool IsGroup(IParameterSymbol parameter) => parameter.Type.IsDsl("RolloutGroup")
        || (parameter.Type is INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments: { Length: 1 } of } && of[0].IsDsl("Rollout"));

    private static string? Outcome(IInvocationOperation call, IParameterSymbol group, TeamBody body)
    {
        if (call is { TargetMethod: { Name: "Contains", ContainingType: { } type }, Arguments: { Length: > 0 } looked } && TeamCode.IsOfThePlatform(type))
        {
            return Projection(call.Instance ?? looked[0].Value, group, body) is { Length: > 0 } listed
                && OfOne(looked[looked.Length - 1].Value, group, body) == listed ? "true" : null;
        }

        if (call is not { TargetMethod: { Name: var name, ContainingType.Name: "Enumerable" }, Arguments: { Length: 2 } arguments })
            return null;

        if (name is not ("All" or "Any" or "Count") || !Is(arguments[0].Value, group, body)
            || arguments[1].Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is not
            { Body.Operations: { Length: 1 } only } asked
            || (only[0] as IReturnOperation)?.ReturnedValue is not { } condition)
            return null;
        var other = asked.Symbol.Parameters[0];
        return name switch
        {
            "All" => Parts(condition, BinaryOperatorKind.ConditionalAnd)
                .Any(part => IsSame(part, BinaryOperatorKind.NotEquals, other, group, body)) ? "false" : null,
            "Any" => IsAmong(condition) ? "true" : null,
            _ => IsAmong(condition) && IsAskedForNone(call) is { } isNone ? isNone ? "false" : "true" : null,
        };

        bool IsAmong(IOperation any) =>
            Parts(any, BinaryOperatorKind.ConditionalOr).Any(part => IsSame(part, BinaryOperatorKind.Equals, other, group, body));
    }

    // Whether a count is asked to be 0, or to be more than that; null for any other use.
    private static bool? IsAskedForNone(IOperation count) => count.Parent is IBinaryOperation compared && compared.LeftOperand == count
        && compared.RightOperand.ConstantValue is { HasValue: true, Value: int number }
        ? (compared.OperatorKind, number) switch
        {
            (BinaryOperatorKind.Equals, 0) or (BinaryOperatorKind.LessThan, 1) => true,
            (BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan, 0) or (BinaryOperatorKind.GreaterThanOrEqual, 1) => false,
            _ => null,
        }
        : null;

    // A loop in a loop over the same responses, which does no more than to note that two are equal.
    private static IOperation? Equality(IForEachLoopOperation loop, IParameterSymbol group, TeamBody body)
    {
        if (!Is(loop.Collection, group, body) || loop.Locals is not { Length: 1 } locals
            || (loop.Body is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : loop.Body) is not IConditionalOperation { WhenFalse: null } choice
            || !IsSame(choice.Condition, BinaryOperatorKind.Equals, locals[0], group, body))
            return null;
        var noted = choice.WhenTrue is IBlockOperation { Operations: { Length: > 0 } some } ? some[0] : choice.WhenTrue;
        return noted is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: bool } } }
            ? choice.Condition
            : null;
    }

    private static IEnumerable<IOperation> Parts(IOperation condition, BinaryOperatorKind kind) => condition switch
    {
        IParenthesizedOperation inner => Parts(inner.Operand, kind),
        IConversionOperation conversion => Parts(conversion.Operand, kind),
        IBinaryOperation both when both.OperatorKind == kind => Parts(both.LeftOperand, kind).Concat(Parts(both.RightOperand, kind)),
        _ => [condition],
    };

    // The same of another response and of one that is gone through.
    private static bool IsSame(IOperation condition, BinaryOperatorKind kind, ISymbol other, IParameterSymbol group, TeamBody body)
    {
        while (condition is IParenthesizedOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not })
        {
            if (condition is IUnaryOperation denied)
                (condition, kind) = (denied.Operand, kind == BinaryOperatorKind.Equals ? BinaryOperatorKind.NotEquals : BinaryOperatorKind.Equals);
            else
                condition = ((IParenthesizedOperation)condition).Operand;
        }

        if (References.Compared(condition) is not var (one, two)
            || (condition is IBinaryOperation compared ? compared.OperatorKind : BinaryOperatorKind.Equals) != kind)
            return false;
        return (Path(one, other) is { Length: > 0 } left && OfOne(two, group, body) == left)
            || (Path(two, other) is { Length: > 0 } right && OfOne(one, group, body) == right);
    }

    // What is taken of one of the responses that a loop, or a function for each, goes through.
    private static string? OfOne(IOperation value, IParameterSymbol group, TeamBody body)
    {
        var taken = body.Origin(value);
        var symbol = Root(taken) switch
        {
            ILocalReferenceOperation { Local: var local } when IsOfLoop(local, group, body) => local,
            IParameterReferenceOperation { Parameter: var parameter } when IsOfFunction(parameter, group, body) => parameter,
            _ => (ISymbol?)null,
        };
        return symbol is null ? null : Path(taken, symbol);
    }

    private static bool IsOfLoop(ILocalSymbol local, IParameterSymbol group, TeamBody body) => body.Operations.OfType<IForEachLoopOperation>()
        .Any(loop => loop.Locals.Contains(local) && Is(loop.Collection, group, body));

    private static bool IsOfFunction(IParameterSymbol parameter, IParameterSymbol group, TeamBody body) =>
        parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function }
        && body.Operations.OfType<IAnonymousFunctionOperation>().FirstOrDefault(made => SymbolEqualityComparer.Default.Equals(made.Symbol, function))
            is { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } }
        && call.TargetMethod is { Name: "Select", ContainingType.Name: "Enumerable" } && Is(call.Arguments[0].Value, group, body);

    // What a list has of each response.
    private static string? Projection(IOperation list, IParameterSymbol group, TeamBody body)
    {
        var next = body.Origin(list);
        for (var step = 0; step < MostSteps && next is IInvocationOperation { Arguments: { Length: > 0 } arguments } call; step++)
        {
            if (call.TargetMethod is { Name: "Select", ContainingType.Name: "Enumerable" })
            {
                return Is(arguments[0].Value, group, body)
                    && arguments[1].Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is
                    { Body.Operations: { Length: 1 } only } made
                    && (only[0] as IReturnOperation)?.ReturnedValue is { } value
                        ? Path(value, made.Symbol.Parameters[0])
                        : null;
            }

            if (call.TargetMethod.Name is not ("ToList" or "ToArray" or "ToHashSet" or "AsEnumerable"))
                return null;
            next = body.Origin(arguments[0].Value);
        }

        return null;
    }

    private static bool Is(IOperation list, IParameterSymbol group, TeamBody body) =>
        body.Origin(list) is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter, group);

    private static IOperation Root(IOperation value)
    {
        while (Inner(value) is { } inner)
            value = inner;
        return value;
    }

    // How a value is taken of a variable: .Text.Trim(); null where it is not.
    private static string? Path(IOperation value, ISymbol symbol)
    {
        var path = "";
        while (Inner(value) is { } inner)
        {
            path = value switch
            {
                IPropertyReferenceOperation property => $".{property.Property.Name}{path}",
                IInvocationOperation call =>
                    $".{call.TargetMethod.Name}({string.Join(",", call.Arguments.Select(argument => Text(argument, inner)))}){path}",
                _ => path,
            };
            value = inner;
        }

        var root = value is ILocalReferenceOperation local ? local.Local : (ISymbol?)(value as IParameterReferenceOperation)?.Parameter;
        return SymbolEqualityComparer.Default.Equals(root, symbol) ? path : null;
    }

    private static string Text(IArgumentOperation argument, IOperation inner) => argument.Value == inner ? "" : argument.Syntax.ToString();

    private static IOperation? Inner(IOperation value) => value switch
    {
        IConversionOperation conversion => conversion.Operand,
        IParenthesizedOperation inner => inner.Operand,
        IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 0 } => instance,
        IInvocationOperation { Instance: { } instance } when instance is not IInstanceReferenceOperation => instance,
        IInvocationOperation { Arguments: { Length: > 0 } arguments } => arguments[0].Value,
        _ => null,
    };
}
