using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>What a sampler knows of a problem: how often it was tried and solved, as members of a history or as the two variables taken from one.</summary>
internal static class Attempts
{
    /// <summary>Whether a value is how often a problem was tried, which is 0 at first.</summary>
    public static bool IsNumber(IOperation value, TeamBody body) => Is(value, "Attempts", 0, body);

    /// <summary>Whether a value is the share of the attempts that succeeded.</summary>
    public static bool IsRate(IOperation value, TeamBody body) => value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient
        && IsSuccesses(quotient.LeftOperand, body) && IsNumber(quotient.RightOperand, body);

    /// <summary>Whether a value is how often a problem was solved.</summary>
    public static bool IsSuccesses(IOperation value, TeamBody body) => Is(value, "Successes", 1, body);

    private static bool Is(IOperation value, string name, int place, TeamBody body) => body.Origin(value) switch
    {
        IPropertyReferenceOperation { Property: var property } => property.Name == name && property.ContainingType.IsDsl("ProblemHistory"),
        ILocalReferenceOperation { Local: var local } => body.Operations.OfType<IDeconstructionAssignmentOperation>().Any(assignment =>
            assignment is { Target: IDeclarationExpressionOperation { Expression: ITupleOperation { Elements: { Length: 2 } names } }, Value.Type: { } type }
            && type.IsDsl("ProblemHistory") && names[place] is ILocalReferenceOperation taken && SymbolEqualityComparer.Default.Equals(taken.Local, local)),
        _ => false,
    };
}
