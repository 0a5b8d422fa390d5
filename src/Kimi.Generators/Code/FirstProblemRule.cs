using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards of many problems that judge the responses to all of them by the problem of one.</summary>
internal sealed class FirstProblemRule() : TeamCodeRule(Descriptors.VerdictCount)
{
    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "JudgeAsync" } method || method.Parameters.FirstOrDefault(IsOfMany) is not { } responses)
            yield break;
        foreach (var operation in body.Operations)
        {
            if (Problem(operation, body) is { } problem && One(problem, responses, body) is { } one)
            {
                yield return (
                    one.Syntax.GetLocation(),
                    $"{body.TypeName}.{method.Name} judges responses by the problem of {one.Syntax}, and '{responses.Name}' has those to many problems: "
                    + "judge each by its own");
            }
        }
    }

    private static bool IsOfMany(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments: { Length: 1 } of } && of[0] is INamedTypeSymbol { IsTupleType: true } pair
        && pair.TupleElements.Any(element => element.Type.IsDsl("Rollout"));

    // By its answer, or by a method of the class that is given the problem for each response. Whoever compares two answers asks whether they are one problem.
    private static IOperation? Problem(IOperation operation, TeamBody body) => operation switch
    {
        IPropertyReferenceOperation { Instance: { } problem } answer when References.IsAnswer(answer) && !IsComparedWithAnother(answer, body) => problem,
        IArgumentOperation { Value: var given, Parent: IInvocationOperation { TargetMethod: var called } call }
            when SymbolEqualityComparer.Default.Equals(called.ContainingType, body.Owner.ContainingType) && IsRepeated(call) => given,
        _ => null,
    };

    private static bool IsComparedWithAnother(IOperation answer, TeamBody body)
    {
        for (var outer = answer.Parent; outer is IConversionOperation or IArgumentOperation or IInvocationOperation or IBinaryOperation; outer = outer.Parent)
        {
            if (References.Compared(outer) is var (one, other))
                return References.IsAnswer(one, body) && References.IsAnswer(other, body);
        }

        return false;
    }

    // The item at a place that is the same for all responses.
    private static IOperation? One(IOperation problem, IParameterSymbol responses, TeamBody body) =>
        body.Origin(problem) is IFieldReferenceOperation { Instance: { } item } && body.Origin(item) is var one && one switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } place, Instance: { } list } =>
                place[0].Value.ConstantValue.HasValue && Is(list, responses, body),
            IImplicitIndexerReferenceOperation { Argument: var place, Instance: var list } =>
                place is IUnaryOperation { Operand.ConstantValue.HasValue: true } && Is(list, responses, body),
            IInvocationOperation
            {
                TargetMethod: { Name: "First" or "Last" or "FirstOrDefault" or "LastOrDefault", ContainingType.Name: "Enumerable" },
                Arguments: { Length: 1 } arguments,
            } => Is(arguments[0].Value, responses, body),
            _ => false,
        }
            ? one
            : null;

    private static bool Is(IOperation list, IParameterSymbol responses, TeamBody body) =>
        body.Origin(list) is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter, responses);

    private static bool IsRepeated(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILoopOperation or IAnonymousFunctionOperation)
                return true;
        }

        return false;
    }
}
