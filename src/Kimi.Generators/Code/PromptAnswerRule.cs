using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds sources whose prompts end with their answers.</summary>
internal sealed class PromptAnswerRule() : TeamCodeRule(Descriptors.PromptWithAnswer)
{
    public override Roles About => Roles.Source;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        from initializer in body.Operations.OfType<IObjectOrCollectionInitializerOperation>()
        let assigned = initializer.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.ContainingType: { } type } && IsProblem(type))
            .ToLookup(assignment => ((IPropertyReferenceOperation)assignment.Target).Property.Name, assignment => assignment.Value)
        let prompt = assigned["Prompt"].FirstOrDefault()
        let answer = assigned["Answer"].Select(Last).FirstOrDefault(last => last is not null)
        where prompt is not null && answer is not null && Last(prompt) is { } end && end == answer
        select (
            prompt.Syntax.GetLocation(),
            $"{body.TypeName} ends the prompt with its answer, {answer}, so the policy only has to repeat it: leave it out of the prompt");

    private static bool IsProblem(INamedTypeSymbol type) => type.IsDsl("Problem") || type.DerivesFromDsl("Problem");

    // What a text ends with, where it is no constant.
    private static string? Last(IOperation text) => text switch
    {
        IConversionOperation conversion => Last(conversion.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Last(sum.RightOperand),
        IInterpolatedStringOperation { Parts: { Length: > 0 } parts } => parts[parts.Length - 1] is IInterpolationOperation last ? Last(last.Expression) : null,
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => Last(instance),
        { ConstantValue.HasValue: true } => null,
        _ => text.Syntax.ToString(),
    };
}
