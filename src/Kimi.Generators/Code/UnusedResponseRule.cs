using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards and penalties that never look at the responses: all of a group get the same, from which nothing is learned.</summary>
internal sealed class UnusedResponseRule() : TeamCodeRule(Descriptors.UnusedResponse)
{
    public override Roles About => Roles.Reward | Roles.Penalty;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Unused(body).Concat(Constant(body));

    // Bounds that leave room for one value, such as those in the wrong order.
    private static IEnumerable<(Location Place, string Sentence)> Constant(TeamBody body) =>
        from call in body.Operations.OfType<IInvocationOperation>()
        where (body.Roles & Roles.Reward) != 0 && IsBound(call) && !call.ConstantValue.HasValue && !IsWithinBounds(call)
        let range = Sums.Of(call, body)
        where range is not null && range.Value.Least >= range.Value.Most
        select (
            call.Syntax.GetLocation(),
            $"{body.TypeName} bounds a number by {call.Syntax}, which "
            + (range.Value.Least > range.Value.Most
                ? "throws, since its least is above its most"
                : $"is always {Constants.Text(range.Value.Least)}, whatever the number is")
            + ": write Math.Clamp(…, 0, 1)");

    private static bool IsBound(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Min" or "Max" or "Clamp", ContainingType: { Name: "Math" } type } }
        && TeamCode.IsOfThePlatform(type);

    private static bool IsWithinBounds(IOperation call)
    {
        for (var outer = call.Parent; outer is IArgumentOperation or IConversionOperation or IInvocationOperation; outer = outer.Parent)
        {
            if (IsBound(outer))
                return true;
        }

        return false;
    }

    private static IEnumerable<(Location Place, string Sentence)> Unused(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "JudgeAsync" or "Apply" } method
            || body.Root is not IBlockOperation
            || method.Parameters.FirstOrDefault(parameter => HoldsResponses(parameter.Type)) is not { } responses)
            return [];
        var inside = body.Operations.ToList();
        var isUsed = inside.OfType<IParameterReferenceOperation>().Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, responses));
        return isUsed || !inside.Any(method.Name == "Apply" ? IsList : IsScore)
            ? []
            : [(responses.Locations[0],
                $"{body.TypeName}.{method.Name} never looks at '{responses.Name}', so all responses to a problem get the same "
                + "and nothing is learned: judge them by what they say")];
    }

    // One that is not written yet, or says that it cannot judge, gives no score.
    private static bool IsScore(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { Name: "Scored", ContainingType.Name: "Verdict" } } => true,
        IInvocationOperation { TargetMethod: { Name: "Of", ContainingType.Name: "Verdict" } } => true,
        _ => false,
    };

    private static bool IsList(IOperation operation) => operation is IArrayCreationOperation or ICollectionExpressionOperation;

    private static bool HoldsResponses(ITypeSymbol type) => type.Parts().Any(part => part.IsDsl("Rollout") || part.IsDsl("RolloutGroup"))
        || type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => HoldsResponses(element.Type));
}
