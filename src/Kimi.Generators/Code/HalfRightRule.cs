using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds rewards that give a right answer exactly a half, which does not count as correct: only what is above it does.</summary>
internal sealed class HalfRightRule() : TeamCodeRule(Descriptors.ScoreOutOfRange)
{
    private const double Half = 0.5;

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            if (ConstantNumber.Of(operation) is Half && operation is ILiteralOperation && Score(operation) is { } score && IsOfRight(operation, body)
                && !AnyGuessRule.IsABonus(body))
            {
                yield return (
                    score.Syntax.GetLocation(),
                    $"{body.TypeName} gives 0.5 to a right answer, and only a score above 0.5 counts as correct, so accuracy is less than it is: give it more");
            }
        }
    }

    // The whole score is the number, in some branch.
    private static IOperation? Score(IOperation number)
    {
        var (inner, outer) = (number, number.Parent);
        while (outer is IConversionOperation or IParenthesizedOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation
            || (outer is IConditionalOperation choice && choice.Condition != inner))
            (inner, outer) = (outer, outer.Parent);
        return outer is IArgumentOperation { Parameter.Ordinal: 0, Parent: IObjectCreationOperation { Type: { Name: "Scored" } type } made }
            && type.ContainingType is { } verdict && verdict.IsDsl("Verdict") ? made : null;
    }

    // In a branch where the answer is right, or behind one that left where it is not.
    private static bool IsOfRight(IOperation number, TeamBody body)
    {
        for (var (inner, outer) = (number, number.Parent); outer is not null and not IAnonymousFunctionOperation; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation choice && inner != choice.Condition && IsRight(choice.Condition, inner == choice.WhenTrue, body))
                return true;
            if (outer is IBlockOperation block)
            {
                foreach (var before in block.Operations)
                {
                    if (before == inner)
                        break;
                    if (before is IConditionalOperation { WhenFalse: null } left && Conditions.Leaves(left.WhenTrue)
                        && IsRight(left.Condition, holds: false, body))
                        return true;
                }
            }
        }

        return false;
    }

    private static bool IsRight(IOperation condition, bool holds, TeamBody body) => body.Origin(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } denied => IsRight(denied.Operand, !holds, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when holds =>
            IsRight(both.LeftOperand, holds, body) || IsRight(both.RightOperand, holds, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } both when !holds =>
            IsRight(both.LeftOperand, holds, body) || IsRight(both.RightOperand, holds, body),
        IInvocationOperation { TargetMethod: { Name: "EndsWith", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text } search =>
            holds && search.Arguments.Length > 0 && References.IsOfResponse(text, body)
            && body.Ingredients(search.Arguments[0].Value).OfType<IPropertyReferenceOperation>().Any(References.IsAnswer),
        var compared => References.Compared(compared) is var (one, other)
            && holds == (compared is not IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals })
            && References.AreAnswerAndResponse(one, other, body),
    };
}
