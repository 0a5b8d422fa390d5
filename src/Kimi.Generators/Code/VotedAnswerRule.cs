using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards that judge by a part of the response and give all of it as the answer for which it votes. Where the response is nothing but its answer, the
/// two are the same, and so the reward compares all of it.
/// </summary>
internal sealed class VotedAnswerRule() : TeamCodeRule(Descriptors.PartOfAnAnswer)
{
    private static readonly HashSet<string> _keeping = new(StringComparer.Ordinal)
    {
        "Trim", "TrimStart", "TrimEnd", "ToLowerInvariant", "ToUpperInvariant", "ToLower", "ToUpper", "ToString", "Normalize",
    };

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation
                {
                    Target: IPropertyReferenceOperation { Property: { Name: "Answer", ContainingType: { Name: "Scored", ContainingType: { } verdict } } },
                    Value: var answer,
                }
                && verdict.IsDsl("Verdict") && IsWhole(answer, body) && JudgesAPart(body))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{body.TypeName} judges by a part of the response and gives all of it as its answer, so hardly two responses vote for the same: "
                    + "give the part that is compared");
            }
        }
    }

    private static bool IsWhole(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        IPropertyReferenceOperation { Property: { Name: "Text", ContainingType: { } type } } => type.IsDsl("Rollout"),
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } =>
            _keeping.Contains(name) && IsWhole(text, body),
        _ => false,
    };

    // The answer is what a part of the response is, or what the response ends in; nowhere all of it.
    private static bool JudgesAPart(TeamBody body)
    {
        var isPart = false;
        foreach (var operation in body.Operations)
        {
            if (References.Compared(operation) is var (one, other))
            {
                if (IsWhole(one, body) || IsWhole(other, body))
                    return false;
                isPart |= References.AreAnswerAndResponse(one, other, body);
            }
            else if (operation is IInvocationOperation
            {
                TargetMethod: { Name: "EndsWith", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text,
            } search && IsWhole(text, body))
            {
                isPart |= search.Arguments[0].Value is IBinaryOperation or IInterpolatedStringOperation
                    && body.Ingredients(search.Arguments[0].Value).OfType<IPropertyReferenceOperation>().Any(References.IsAnswer);
            }
        }

        return isPart;
    }
}
