using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards and penalties that never look at the responses: all of a group get the same, from which nothing is learned.</summary>
internal sealed class UnusedResponseRule() : TeamCodeRule(Descriptors.UnusedResponse)
{
    public override Roles About => Roles.Reward | Roles.Penalty;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Unused(body).Concat(Constant(body)).Concat(OfThePrompt(body));

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

    // It compares the answer with what is in the question, and asks of the response at most why it ended.
    private static IEnumerable<(Location Place, string Sentence)> OfThePrompt(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "JudgeAsync" } method
            || method.Parameters.FirstOrDefault(parameter => parameter.Type.IsDsl("Rollout")) is not { } response)
            return [];
        var uses = body.Operations.OfType<IParameterReferenceOperation>()
            .Where(use => SymbolEqualityComparer.Default.Equals(use.Parameter, response)).ToList();
        return uses.Count == 0 || !uses.All(IsOfNoWords)
            ? []
            : from comparison in body.Operations
              let sides = References.Compared(comparison)
              where sides is not null
              let other = References.IsAnswer(sides.Value.One, body) ? sides.Value.Other
                  : References.IsAnswer(sides.Value.Other, body) ? sides.Value.One : null
              where other is not null
              let asked = body.Ingredients(other).OfType<IPropertyReferenceOperation>().FirstOrDefault(IsPrompt)
              where asked is not null
              select (
                  asked.Syntax.GetLocation(),
                  $"{body.TypeName}.{method.Name} compares the answer with what is in {asked.Syntax}, and never looks at what '{response.Name}' says, so all "
                  + $"responses to a problem get the same and nothing is learned: look in {response.Name}.Text");
    }

    private static bool IsPrompt(IPropertyReferenceOperation reference) =>
        reference.Property is { Name: "Prompt", ContainingType: { } type } && type.DerivesFromDsl("Problem");

    private static bool IsOfNoWords(IParameterReferenceOperation use) => use.Parent is IPropertyReferenceOperation reference && reference.Property.Name switch
    {
        "StopReason" or "ProblemId" or "PromptTokens" or "PromptImages" or "Length" => true,
        "Text" => reference.Parent is IPropertyReferenceOperation { Property.Name: "Length" }
            or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } },
        _ => false,
    };

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
