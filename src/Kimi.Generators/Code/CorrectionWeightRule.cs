using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds corrections that weigh tokens by the logarithms of their ratios, which are below 0 for half of them, in place of the ratios.</summary>
internal sealed class CorrectionWeightRule() : TeamCodeRule(Descriptors.ScoreOutOfRange)
{
    public override Roles About => Roles.Other;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        body.Owner is not IMethodSymbol { Name: "Weigh", Parameters: { Length: 1 } parameters }
            || !body.Owner.ContainingType.AllInterfaces.Any(contract => contract.IsDsl("ICorrection"))
            ? []
            : from weights in body.Operations.OfType<IObjectCreationOperation>()
              where weights.Type.IsDsl("ImportanceWeights") && weights.Arguments.Length > 0 && IsLogarithm(weights.Arguments[0].Value, parameters[0], body)
              select (
                  weights.Syntax.GetLocation(),
                  $"{body.TypeName} gives the logarithms of the ratios for weights, which are 0 where the two policies agree: "
                  + $"take Math.Exp of each of '{parameters[0].Name}'");

    // As they are, copied, or bounded: whatever else is made of them may well be a weight.
    private static bool IsLogarithm(IOperation value, IParameterSymbol logarithms, TeamBody body) => body.Origin(value) switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => SymbolEqualityComparer.Default.Equals(parameter, logarithms),
        ICollectionExpressionOperation { Elements: { Length: 1 } elements } when elements[0] is ISpreadOperation spread =>
            IsLogarithm(spread.Operand, logarithms, body),
        IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray", ContainingType.Name: "Enumerable" }, Arguments: { Length: 1 } arguments } =>
            IsLogarithm(arguments[0].Value, logarithms, body),
        IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" }, Arguments: { Length: 2 } arguments } =>
            IsLogarithm(arguments[0].Value, logarithms, body)
            && arguments[1].Value.DescendantsAndSelf().OfType<IReturnOperation>().Select(each => each.ReturnedValue).ToList()
                is { Count: 1 } each && each[0] is not null && IsBounded(each[0]!),
        _ => false,
    };

    private static bool IsBounded(IOperation value) => value switch
    {
        IConversionOperation conversion => IsBounded(conversion.Operand),
        IParameterReferenceOperation => true,
        IInvocationOperation { TargetMethod: { Name: "Min" or "Max" or "Clamp", ContainingType.Name: "Math" }, Arguments: var arguments } =>
            arguments.Any(argument => IsBounded(argument.Value)),
        _ => false,
    };
}
