using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds penalties that give more the longer a response is: what a penalty gives is added to the reward.</summary>
internal sealed class PayingPenaltyRule() : TeamCodeRule(Descriptors.PayingPenalty)
{
    public override Roles About => Roles.Penalty;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        body.Owner is not IMethodSymbol { Name: "Apply" }
            ? []
            : from returned in body.Operations.OfType<IReturnOperation>()
              where returned.ReturnedValue is not null && !body.IsWithinFunction(returned)
              let value = ValueOfEach(returned.ReturnedValue!)
              where value is not null && Sums.Of(value, body) is { Least: >= 0, Most: double.PositiveInfinity } && value.DescendantsAndSelf().Any(IsLength)
              select (
                  value.Syntax.GetLocation(),
                  $"{body.TypeName} gives {value.Syntax}, which is added to the reward, so longer responses earn more: give it below 0");

    // What a list has for each response of the group.
    private static IOperation? ValueOfEach(IOperation list) => list switch
    {
        IConversionOperation conversion => ValueOfEach(conversion.Operand),
        ICollectionExpressionOperation { Elements: { Length: 1 } elements } when elements[0] is ISpreadOperation all => ValueOfEach(all.Operand),
        IInvocationOperation { TargetMethod.Name: "ToArray", Arguments: { Length: 1 } arguments } => ValueOfEach(arguments[0].Value),
        IInvocationOperation { TargetMethod.Name: "Select", Arguments: { Length: 2 } arguments }
            when arguments[1].Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { Body.Operations: { Length: 1 } only } =>
            (only[0] as IReturnOperation)?.ReturnedValue,
        _ => null,
    };

    private static bool IsLength(IOperation operation) => operation is IPropertyReferenceOperation
    {
        Property: { Name: "Length" or "Count", ContainingType: { } type },
    } && (type.IsDsl("Rollout") || type.Name is "ValueList" or "String");
}
