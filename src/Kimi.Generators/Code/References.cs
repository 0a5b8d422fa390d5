using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>What a problem has for its answer, and what is compared with it.</summary>
internal static class References
{
    /// <summary>Whether a value is the answer of the problem: as it is, trimmed, or in other letters.</summary>
    public static bool IsAnswer(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        IPropertyReferenceOperation reference => IsAnswer(reference),
        IInvocationOperation { TargetMethod: { Name: "Trim" or "ToLowerInvariant" or "ToUpperInvariant" }, Instance: { } inner } => IsAnswer(inner, body),
        _ => false,
    };

    /// <summary>Whether a member is the answer of the problem.</summary>
    public static bool IsAnswer(IPropertyReferenceOperation reference) =>
        reference.Property is { Name: "Answer", ContainingType: { } type } && type.DerivesFromDsl("Problem");

    /// <summary>Whether a value is made of the text of a response.</summary>
    public static bool IsOfResponse(IOperation value, TeamBody body) => body.Ingredients(value).Any(part =>
        part is IPropertyReferenceOperation { Property: { Name: "Text", ContainingType: { } type } } && type.IsDsl("Rollout"));

    /// <summary>Whether of two values one is the answer of the problem, and the other is made of the text of a response.</summary>
    public static bool AreAnswerAndResponse(IOperation one, IOperation other, TeamBody body) =>
        (IsAnswer(one, body) && IsOfResponse(other, body)) || (IsAnswer(other, body) && IsOfResponse(one, body));

    /// <summary>The two values that an operation compares for equality, by an operator or a method; null for other operations.</summary>
    public static (IOperation One, IOperation Other)? Compared(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared =>
            (compared.LeftOperand, compared.RightOperand),
        IInvocationOperation { TargetMethod: { Name: "Equals", IsStatic: true }, Arguments: { Length: >= 2 } both } => (both[0].Value, both[1].Value),
        IInvocationOperation { TargetMethod.Name: "Equals" or "SequenceEqual", Instance: { } one, Arguments: { Length: >= 1 } other } =>
            (one, other[0].Value),
        IInvocationOperation { TargetMethod.Name: "SequenceEqual", Instance: null, Arguments: { Length: >= 2 } both } => (both[0].Value, both[1].Value),
        _ => null,
    };
}
