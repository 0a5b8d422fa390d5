using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds stop rules that take a token which a response does not have at its beginning: it is asked from the first token on.</summary>
internal sealed class TokenPlaceRule() : TeamCodeRule(Descriptors.ThrowsOnResponse)
{
    public override Roles About => Roles.Other;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "Check", Parameters: { Length: 1 } parameters, ContainingType: var type }
            || !type.AllInterfaces.Any(contract => contract.IsDsl("IStopRule")) || body.Operations.Any(IsLookedAt))
            return [];
        return from operation in body.Operations
               where Tokens(operation) is { } tokens && body.Origin(tokens) is IParameterReferenceOperation { Parameter: var given }
                   && SymbolEqualityComparer.Default.Equals(given, parameters[0]) && body.IsAlways(operation)
               let needed = Needed(operation)
               where needed > 1
               select (
                   operation.Syntax.GetLocation(),
                   $"{body.TypeName} takes {operation.Syntax}, for which there must be {needed} tokens, and it is asked from the first on, so every response "
                   + $"is a fault: look first whether {parameters[0].Name}.Length is at least {needed}");
    }

    private static IOperation? Tokens(IOperation operation) => operation switch
    {
        IImplicitIndexerReferenceOperation { Instance: var tokens } => tokens,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var tokens } => tokens,
        IInvocationOperation { TargetMethod.Name: "Slice", Instance: var tokens } => tokens,
        _ => null,
    };

    // How many tokens there have to be.
    private static int Needed(IOperation operation) => operation switch
    {
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } => Math.Max(Place(range.LeftOperand, 0), Place(range.RightOperand, 0)),
        IImplicitIndexerReferenceOperation { Argument: var place } => Place(place, 1),
        IPropertyReferenceOperation { Arguments: { Length: 1 } place } => Place(place[0].Value, 1),
        IInvocationOperation { Arguments: var places } when places.All(place => place.Value.ConstantValue.Value is int) =>
            places.Sum(place => (int)place.Value.ConstantValue.Value!),
        _ => 0,
    };

    private static int Place(IOperation? place, int more) => place switch
    {
        IConversionOperation conversion => Place(conversion.Operand, more),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue.Value: int back } => back,
        { ConstantValue.Value: int constant } => constant + more,
        _ => 0,
    };

    private static bool IsLookedAt(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.Name: "Length" or "IsEmpty" } or IListPatternOperation or ITryOperation
            or IInvocationOperation { TargetMethod.Name: "TryGet" or "EndsWith" or "StartsWith" };
}
