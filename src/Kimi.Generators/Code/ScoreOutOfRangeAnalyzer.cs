using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Reports scores that are constants outside 0 to 1: a run takes such a verdict for a fault of the reward.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScoreOutOfRangeAnalyzer() : TeamCodeAnalyzer(Descriptors.ScoreOutOfRange)
{
    private protected override Roles About => Roles.Reward;

    private protected override IEnumerable<(Location Place, string Sentence)> Check(ISymbol owner, Roles roles, IOperation body) =>
        from created in body.Descendants().OfType<IObjectCreationOperation>()
        where created.Type is { Name: "Scored", ContainingType: { } verdict } && verdict.IsDsl("Verdict") && created.Arguments.Length > 0
        from score in Scores(created.Arguments[0].Value)
        where score is not (>= 0 and <= 1)
        select (
            created.Syntax.GetLocation(),
            $"{owner.ContainingType.Name} gives a score of {Constants.Text(score)}, outside 0 to 1, which counts as a fault of the reward: "
            + "scale its scores to that range");

    // Each of the values that an expression chooses among, as far as they are constants.
    private static IEnumerable<double> Scores(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: IConvertible and not (string or char or bool) } constant } => [Convert.ToDouble(constant.Value, null)],
        IConversionOperation conversion => Scores(conversion.Operand),
        IParenthesizedOperation inner => Scores(inner.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Scores(choice.WhenTrue).Concat(Scores(otherwise)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Scores(arm.Value)),
        _ => [],
    };
}
