using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds scores that a response earns whatever it says: all of it where the reference cannot be read, and more than a wrong answer earns where it was cut.
/// </summary>
internal sealed class UnearnedScoreRule() : TeamCodeRule(Descriptors.EmptyIsRight)
{
    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        WrittenText? written = null;
        foreach (var operation in body.Operations)
        {
            foreach (var (value, score) in Scores(operation, body))
            {
                if (IsAll(value) && Conditions(score).Any(condition => IsAbout(condition.Part, condition.Holds)) && !AnyGuessRule.IsABonus(body))
                {
                    yield return (
                        score.Syntax.GetLocation(),
                        $"{body.TypeName} takes every response for right where it cannot read the reference, so whatever is said there earns the reward: "
                        + "give Verdict.Unscorable, or leave such problems out");
                }
                else if (Sums.Of(value, body) is { Least: > 0 } earned && Conditions(score).Any(condition => IsCut(condition.Part, condition.Holds, body))
                    && FallsBelow(earned.Least, body))
                {
                    yield return (
                        score.Syntax.GetLocation(),
                        $"{body.TypeName} gives {value.Syntax} to a response that was cut, and less to one that ends with a wrong answer, so it pays never "
                        + "to end: give it no more than a wrong one");
                }
            }

            if (Alternative(operation, body) is { } unread && IsUnread(unread, true, body, written ??= new(body)))
            {
                yield return (
                    unread.Syntax.GetLocation(),
                    $"{body.TypeName} takes every response for right where it cannot read the reference, so whatever is said there earns the reward: "
                    + "give Verdict.Unscorable, or leave such problems out");
            }
        }

        bool IsAbout(IOperation condition, bool holds) => IsUnread(condition, holds, body, written ??= new(body));
    }

    // Each value that a score is chosen from, and where it stands.
    private static IEnumerable<(IOperation Value, IOperation Score)> Scores(IOperation operation, TeamBody body) => operation switch
    {
        IObjectCreationOperation { Type: { Name: "Scored", ContainingType: { } verdict }, Arguments: { Length: > 0 } arguments }
            when verdict.IsDsl("Verdict") => Branches(arguments[0].Value).Select(branch => (branch, branch == arguments[0].Value ? operation : branch)),
        IInvocationOperation { TargetMethod: { Name: "Of", ContainingType: { } verdict }, Arguments: { Length: 1 } arguments }
            when verdict.IsDsl("Verdict") => [(arguments[0].Value, operation)],
        IReturnOperation { ReturnedValue: { ConstantValue: { HasValue: true, Value: true } } value } when IsJudgement(body) => [(value, operation)],
        _ => [],
    };

    private static IEnumerable<IOperation> Branches(IOperation value) => value switch
    {
        IConversionOperation { Operand: IConditionalOperation or ISwitchExpressionOperation or IParenthesizedOperation } conversion =>
            Branches(conversion.Operand),
        IParenthesizedOperation inner => Branches(inner.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Branches(choice.WhenTrue).Concat(Branches(otherwise)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Branches(arm.Value)),
        _ => [value],
    };

    // A method of the class whose result is the verdict.
    private static bool IsJudgement(TeamBody body) =>
        body.Owner is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Boolean, DeclaredAccessibility: Accessibility.Private } method
        && SourceNodes.Of(method.ContainingType, default).Any(node => node is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Of", Expression: IdentifierNameSyntax { Identifier.ValueText: "Verdict" } },
            ArgumentList.Arguments: { Count: 1 } arguments,
        } && arguments[0].Expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax callee } && callee.Identifier.ValueText == method.Name);

    // One of several conditions, any of which is enough for a right answer.
    private static IOperation? Alternative(IOperation operation, TeamBody body)
    {
        var (inner, outer) = (operation, operation.Parent);
        if (outer is not IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } || inner is IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.ConditionalOr,
            })
            return null;
        while (outer is IConversionOperation or IParenthesizedOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr })
            outer = outer.Parent;
        return outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Of", ContainingType: { } verdict } } }
            && verdict.IsDsl("Verdict") || (outer is IReturnOperation && IsJudgement(body)) ? operation : null;
    }

    private static bool IsAll(IOperation value) => value.ConstantValue is { HasValue: true, Value: true or 1 or 1.0 }
        || (value is IConversionOperation conversion && IsAll(conversion.Operand));

    // What decides on the branch of a score, and on nothing but it: the nearest choice, or one that left before.
    private static IEnumerable<(IOperation Part, bool Holds)> Conditions(IOperation score)
    {
        for (var (inner, outer) = (score, score.Parent); outer is not null and not IAnonymousFunctionOperation; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case IConditionalOperation choice when inner != choice.Condition:
                    return Only(choice.Condition, inner == choice.WhenTrue);
                case ISwitchExpressionArmOperation { Guard: null, Parent: ISwitchExpressionOperation choice } arm:
                    return arm.Pattern is IConstantPatternOperation pattern ? [(pattern.Value, true), (choice.Value, true)] : [];
                case IBlockOperation block when block.Operations.IndexOf(inner) is > 0 and var place:
                    if (block.Operations[place - 1] is IConditionalOperation { WhenFalse: null, WhenTrue: var left } before && Code.Conditions.Leaves(left))
                        return Only(before.Condition, holds: false);
                    break;
            }
        }

        return [];
    }

    // The parts of a condition each of which is enough; of those that must hold together, another may decide.
    private static IEnumerable<(IOperation Part, bool Holds)> Only(IOperation condition, bool holds) => condition switch
    {
        IParenthesizedOperation inner => Only(inner.Operand, holds),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } denied => Only(denied.Operand, !holds),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both =>
            both.OperatorKind == BinaryOperatorKind.ConditionalOr == holds ? Only(both.LeftOperand, holds).Concat(Only(both.RightOperand, holds)) : [],
        _ => [(condition, holds)],
    };

    // That the answer is no number, or is not there; not whether it is one of those that the response can be.
    private static bool IsUnread(IOperation condition, bool holds, TeamBody body, WrittenText written) => body.Origin(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } denied => IsUnread(denied.Operand, !holds, body, written),
        IInvocationOperation { TargetMethod: { Name: "TryParse", IsStatic: true, ContainingType: { } type }, Arguments: { Length: > 1 } arguments } =>
            !holds && TeamCode.IsOfThePlatform(type) && IsOfAnswer(arguments[0].Value, body, written),
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "IsNaN", IsStatic: true }, Arguments: { Length: 1 } one } =>
            holds && IsOfAnswer(one[0].Value, body, written),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or "" } } } pattern =>
            holds && IsOfAnswer(pattern.Value, body, written),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: var nothing } } } pattern =>
            nothing is { HasValue: true, Value: null or "" } && !holds && IsOfAnswer(pattern.Value, body, written),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: var read } } pattern =>
            IsAnything(read) && holds && IsOfAnswer(pattern.Value, body, written),
        IIsPatternOperation { Pattern: var read } pattern => IsAnything(read) && !holds && IsOfAnswer(pattern.Value, body, written),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared =>
            holds == (compared.OperatorKind == BinaryOperatorKind.Equals) && IsNothing(compared.RightOperand)
                && (compared.RightOperand.ConstantValue.Value is not 0
                    || compared.LeftOperand is IPropertyReferenceOperation { Property.Name: "Length" or "Count" })
                && IsOfAnswer(compared.LeftOperand, body, written),
        IPropertyReferenceOperation { Property.Name: "HasValue" or "Success", Instance: { } found } => !holds && IsOfAnswer(found, body, written),
        IInvocationOperation { TargetMethod: { DeclaredAccessibility: Accessibility.Private } own, Arguments: { Length: > 1 } arguments } =>
            !holds && own.Name.StartsWith("Try", StringComparison.Ordinal) && own.Parameters.Any(parameter => parameter.RefKind == RefKind.Out)
                && IsOfAnswer(arguments[0].Value, body, written),
        _ => false,
    };

    // Whether there is a value at all: {}, { } number, double number.
    private static bool IsAnything(IPatternOperation pattern) => pattern switch
    {
        IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns: var asked } =>
            asked.All(each => each.Member is IPropertyReferenceOperation { Property.Name: "Success" or "HasValue" }
                && each.Pattern is IConstantPatternOperation { Value.ConstantValue.Value: true }),
        IDeclarationPatternOperation or ITypePatternOperation => true,
        _ => false,
    };

    private static bool IsNothing(IOperation value) => value is IConversionOperation conversion ? IsNothing(conversion.Operand)
        : value.ConstantValue is { HasValue: true, Value: null or "" or 0 };

    private static bool IsOfAnswer(IOperation value, TeamBody body, WrittenText written) => !written.IsIn(value)
        && body.Ingredients(value).ToList() is var parts && parts.OfType<IPropertyReferenceOperation>().Any(References.IsAnswer)
        && !parts.Any(part => part is IPropertyReferenceOperation { Property.ContainingType: { } type } && type.IsDsl("Rollout"));

    private static bool IsCut(IOperation condition, bool holds, TeamBody body) => body.Origin(condition) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared =>
            holds == (compared.OperatorKind == BinaryOperatorKind.Equals) && (IsLimit(compared.LeftOperand) || IsLimit(compared.RightOperand)),
        IIsPatternOperation { Pattern: IConstantPatternOperation constant } => holds && IsLimit(constant.Value),
        var value => holds && IsLimit(value),
    };

    private static bool IsLimit(IOperation value) => value is IConversionOperation conversion ? IsLimit(conversion.Operand)
        : value is IFieldReferenceOperation { Field: { Name: "LengthLimit", ContainingType: { } type } } && type.IsDsl("StopReason");

    // What another response can get.
    private static bool FallsBelow(double earned, TeamBody body) => body.Operations.Any(operation => Scores(operation, body).Any(score =>
        score.Value.Type?.SpecialType == SpecialType.System_Boolean
            ? score.Value.ConstantValue is not { HasValue: true, Value: true }
            : Sums.Of(score.Value, body) is { } range && range.Least < earned));
}
