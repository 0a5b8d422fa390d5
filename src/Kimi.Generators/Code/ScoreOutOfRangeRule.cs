using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds scores outside 0 to 1: constants, sums of constants, counts and log-probabilities. A run takes such a verdict for a fault of the reward.
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
        { ConstantValue: { HasValue: true, Value: IConvertible and not (string or char or bool) } constant } =>
            [Convert.ToDouble(constant.Value, null) is var number and not (>= 0 and <= 1) ? Constants.Text(number) : null],
        IConversionOperation conversion => Scores(conversion.Operand, body),
        IParenthesizedOperation inner => Scores(inner.Operand, body),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Scores(choice.WhenTrue, body).Concat(Scores(otherwise, body)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Scores(arm.Value, body)),
        IPropertyReferenceOperation { Property: { Name: "Length" or "Count", Type.SpecialType: SpecialType.System_Int32 } } count =>
            [$"{count.Syntax}, a number of {(IsOfTokens(count) ? "tokens" : "things")}"],
        IInvocationOperation { TargetMethod: { Name: var name } } call when _aggregates.Contains(name) && call.Descendants().Any(IsLogprobs) =>
            [$"{call.Syntax}, and log-probabilities are below 0"],
        ILocalReferenceOperation local when Points.Most(local.Local, body) is > 1 and var most => [$"up to {Constants.Text(most)}"],
        _ => [],
    };

    private static bool IsOfTokens(IPropertyReferenceOperation count) =>
        count.Property.ContainingType.IsDsl("Rollout") || count.Instance is IPropertyReferenceOperation { Property.Name: "Tokens" };

    // As they are, and not the arguments of an exponential.
    private static bool IsLogprobs(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Logprobs", ContainingType: { } type } }
        && (type.IsDsl("Rollout") || type.IsDsl("RolloutSegment"))
        && operation.Parent is IArgumentOperation or IConversionOperation;
}
