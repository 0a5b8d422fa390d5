using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds samplers that give some problems a weight below 0, at which a run stops. Whoever compares the rate with anything has thought of it.</summary>
internal sealed class NegativeWeightRule() : TeamCodeRule(Descriptors.ScoreOutOfRange)
{
    public override Roles About => Roles.Sampler;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        body.Owner is not IMethodSymbol { Name: "Weight" } || IsCompared(body)
            ? []
            : from returned in body.Operations.OfType<IReturnOperation>()
              where returned.ReturnedValue is not null && !body.IsWithinFunction(returned)
              from weight in Branches(returned.ReturnedValue!)
              let range = Sums.Of(weight, body)
              where range is { Least: < 0 and not double.NegativeInfinity } && body.Ingredients(weight).Any(part => Attempts.IsSuccesses(part, body))
              select (
                  weight.Syntax.GetLocation(),
                  $"{body.TypeName} gives weights down to {Constants.Text(range.Value.Least)}, and the run stops at one below 0: "
                  + "bound them, such as by Math.Max(0, …)");

    private static IEnumerable<IOperation> Branches(IOperation weight) => weight switch
    {
        IConversionOperation conversion => Branches(conversion.Operand),
        IParenthesizedOperation inner => Branches(inner.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Branches(choice.WhenTrue).Concat(Branches(otherwise)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Branches(arm.Value)),
        _ => [weight],
    };

    private static bool IsCompared(TeamBody body) => body.Operations.Any(operation => operation switch
    {
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual,
        } comparison => body.Ingredients(comparison).Any(part => Attempts.IsSuccesses(part, body)),
        IRelationalPatternOperation => true,
        _ => false,
    });
}
