using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds scores outside 0 to 1: constants, sums of constants, counts, log-probabilities and differences from a mean. A run takes such a verdict for a fault
/// of the reward.
/// </summary>
internal sealed class ScoreOutOfRangeRule() : TeamCodeRule(Descriptors.ScoreOutOfRange)
{
    private static readonly HashSet<string> _aggregates = new(StringComparer.Ordinal) { "Average", "Sum", "Min", "Max" };

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        from created in body.Operations.OfType<IObjectCreationOperation>()
        where created.Type is { Name: "Scored", ContainingType: { } verdict } && verdict.IsDsl("Verdict") && created.Arguments.Length > 0
        from score in Scores(created.Arguments[0].Value, body)
        where score is not null
        select (
            created.Syntax.GetLocation(),
            $"{body.TypeName} gives a score of {score}, outside 0 to 1, which counts as a fault of the reward: scale its scores to that range");

    // What of each value that an expression chooses among is certainly outside.
    private static IEnumerable<string?> Scores(IOperation value, TeamBody body) => value switch
    {
        _ when ConstantNumber.Of(value) is { } number => [number is >= 0 and <= 1 ? null : Constants.Text(number)],
        IConversionOperation conversion => Scores(conversion.Operand, body),
        IParenthesizedOperation inner => Scores(inner.Operand, body),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Scores(choice.WhenTrue, body).Concat(Scores(otherwise, body)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Scores(arm.Value, body)),
        IPropertyReferenceOperation { Property: { Name: "Length" or "Count", Type.SpecialType: SpecialType.System_Int32 } } count =>
            [$"{count.Syntax}, a number of {(IsOfTokens(count) ? "tokens" : "things")}"],
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: not "Math" } } call
            when _aggregates.Contains(name) && call.Descendants().Any(IsLogprobs) && !call.Descendants().Any(IsTurned) =>
            [$"{call.Syntax}, and log-probabilities are below 0"],
        IInvocationOperation { TargetMethod: { Name: "Sum", ContainingType.Name: "Enumerable" }, Arguments: { Length: 2 } arguments } =>
            [arguments[1].Value.DescendantsAndSelf().OfType<IReturnOperation>().Select(each => Repeated(each.ReturnedValue!, body)).FirstOrDefault()],
        ILocalReferenceOperation { Local: var local } => OfVariable(local, body),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => [OfSum(sum, body)],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Subtract } centred
            when IsFromMean(centred.OperatorKind == BinaryOperatorKind.Divide ? centred.LeftOperand : centred, body) =>
            [$"{value.Syntax}, which is below 0 for whatever is below the mean"],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } when Repeated(value, body) is { } repeated => [repeated],
        _ => [],
    };

    // By points that add up, by what it begins with, or by occurrences that are added.
    private static IEnumerable<string?> OfVariable(ILocalSymbol local, TeamBody body)
    {
        if (Points.Most(local, body) is { } most)
            return [most > 1 ? $"up to {Constants.Text(most)}" : null];
        if (body.SetOnce(local) is { } origin)
            return body.Origin(origin) is IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add } or IInvocationOperation ? Scores(origin, body) : [];
        return Points.IsOnlyAddedTo(local, body)
            ? body.Operations.OfType<ICompoundAssignmentOperation>().Where(added => Points.IsAdditionTo(added, local))
                .Select(added => Repeated(added.Value, body)).OfType<string>().Take(1)
            : [];
    }

    private static bool IsFromMean(IOperation value, TeamBody body) =>
        body.Origin(value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand.ConstantValue.HasValue: false } difference
        && IsMean(body.Origin(difference.RightOperand), body) && !IsChosen(value, difference.RightOperand);

    // In a branch that a comparison with the mean decides on.
    private static bool IsChosen(IOperation value, IOperation mean)
    {
        for (var outer = value.Parent; outer is not null and not (IBlockOperation or IAnonymousFunctionOperation); outer = outer.Parent)
        {
            if (outer is ISwitchExpressionArmOperation
                || (outer is IConditionalOperation choice && choice.Condition.Descendants().Any(part => part.Syntax.ToString() == mean.Syntax.ToString())))
                return true;
        }

        return false;
    }

    private static bool IsMean(IOperation value, TeamBody body) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "Average", ContainingType: { Name: "Enumerable" } type } } => TeamCode.IsOfThePlatform(type),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient => body.Origin(quotient.LeftOperand) is IInvocationOperation
        {
            TargetMethod: { Name: "Sum", ContainingType.Name: "Enumerable" },
        } && Sums.IsCount(quotient.RightOperand),
        _ => false,
    };

    // A tenth or more for each time that a text is in the response, which can write it as often as it likes.
    private static string? Repeated(IOperation value, TeamBody body)
    {
        if (body.Origin(value) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product)
            return null;
        var (factor, count) = product.LeftOperand.ConstantValue.HasValue
            ? (product.LeftOperand, product.RightOperand)
            : (product.RightOperand, product.LeftOperand);
        return Sums.Of(factor, body) is { Least: >= 0.1 } && Occurrences(count, body) && !IsBounded(count, body)
            ? $"{value.Syntax}, which grows beyond 1 by whatever is written again and again"
            : null;
    }

    // Whoever asks whether there are more than some has thought of many.
    private static bool IsBounded(IOperation count, TeamBody body) => body.Operations.OfType<IBinaryOperation>().Any(compared => compared.OperatorKind switch
    {
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => IsLimit(compared.LeftOperand, compared.RightOperand, count),
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => IsLimit(compared.RightOperand, compared.LeftOperand, count),
        _ => false,
    });

    private static bool IsLimit(IOperation asked, IOperation limit, IOperation count) =>
        asked.Syntax.ToString() == Bare(count).Syntax.ToString() && ConstantNumber.Of(limit) > 1;

    private static IOperation Bare(IOperation count) => count is IConversionOperation conversion ? Bare(conversion.Operand) : count;

    private static bool Occurrences(IOperation count, TeamBody body) => body.Origin(count) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand.ConstantValue.HasValue: true } less => Occurrences(less.LeftOperand, body),
        IInvocationOperation { TargetMethod: { Name: "Count", ContainingType: { Name: "Regex" } } } => true,
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } all } => body.Origin(all) is IInvocationOperation
        {
            TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } or { Name: "Matches", ContainingType.Name: "Regex" },
        } found && !found.Arguments.Any(argument => argument.Parameter?.Name == "count"),
        _ => false,
    };

    // What earns all of it by one of its parts, and grows by another. How much a count alone can be, only its writer knows.
    private static string? OfSum(IBinaryOperation sum, TeamBody body)
    {
        var parts = Parts(sum).ToList();
        if (parts.Select(part => Sums.Of(part, body)).ToList() is not { Count: > 1 } ranges || ranges.Any(range => range is not { Least: >= 0 }))
            return null;
        var (counts, others) = (ranges.Where(range => double.IsInfinity(range!.Value.Most)).Count(),
            ranges.Where(range => !double.IsInfinity(range!.Value.Most)).Sum(range => range!.Value.Most));
        if (counts > 0)
        {
            return others >= 1
                ? $"{sum.Syntax}, which grows beyond 1 by {parts[ranges.FindIndex(range => double.IsInfinity(range!.Value.Most))].Syntax}"
                : null;
        }

        var conditions = parts.Select(part => ConditionOf(part, body)).ToList();
        return others > 1 && !conditions.Any(one => conditions.Any(other => Conditions.Exclude(one, other))) ? $"up to {Constants.Text(others)}" : null;
    }

    // When a part of a sum is more than nothing.
    private static IReadOnlyList<(string Text, bool Holds)> ConditionOf(IOperation part, TeamBody body) => part switch
    {
        IConversionOperation conversion => ConditionOf(conversion.Operand, body),
        IParenthesizedOperation inner => ConditionOf(inner.Operand, body),
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is { } origin ? ConditionOf(origin, body) : [],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product =>
            [.. ConditionOf(product.LeftOperand, body), .. ConditionOf(product.RightOperand, body)],
        IConditionalOperation { WhenFalse: { } otherwise } choice when Sums.Of(otherwise, body) is { Most: <= 0 } => Conditions.Of(choice.Condition),
        IConditionalOperation choice when Sums.Of(choice.WhenTrue, body) is { Most: <= 0 } => Conditions.Of(choice.Condition, holds: false),
        _ => [],
    };

    private static IEnumerable<IOperation> Parts(IOperation sum) => sum switch
    {
        IConversionOperation conversion => Parts(conversion.Operand),
        IParenthesizedOperation inner => Parts(inner.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } both => Parts(both.LeftOperand).Concat(Parts(both.RightOperand)),
        _ => [sum],
    };

    private static bool IsOfTokens(IPropertyReferenceOperation count) =>
        count.Property.ContainingType.IsDsl("Rollout") || count.Instance is IPropertyReferenceOperation { Property.Name: "Tokens" };

    // Into a probability, or a number above 0.
    private static bool IsTurned(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Exp" or "Abs" or "Pow" } } => true,
        IMethodReferenceOperation { Method.Name: "Exp" or "Abs" } => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } => true,
        _ => false,
    };

    // As they are, and not the arguments of an exponential.
    private static bool IsLogprobs(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Logprobs", ContainingType: { } type } }
        && (type.IsDsl("Rollout") || type.IsDsl("RolloutSegment"))
        && operation.Parent is IArgumentOperation or IConversionOperation;
}
