using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds samplers whose weight is 0 for a problem that was not tried yet, whatever else holds: it is never drawn, so it is never tried. What a formula gives
/// without a look at the attempts is not told. Whoever goes by the progress or the problem before may mean it.
/// </summary>
internal sealed class UntriedRule() : TeamCodeRule(Descriptors.ScoreOutOfRange)
{
    public override Roles About => Roles.Sampler;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        body.Owner is IMethodSymbol { Name: "Weight", Parameters.Length: 4 } && body.Operations.Any(operation => IsAsked(operation, body))
            && new FirstWeight(body).Of(body.Root) is var (place, weight) && weight == 0
            ? [(place.Syntax.GetLocation(),
                $"{body.TypeName} gives a weight of 0 to problems without attempts, which are then never drawn, and so never tried: "
                + "give them a weight of their own, such as 1")]
            : [];

    // Whoever asks how many attempts there are means what comes of none.
    private static bool IsAsked(IOperation operation, TeamBody body) => operation switch
    {
        IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } compared =>
            (Attempts.IsNumber(compared.LeftOperand, body) && compared.RightOperand.ConstantValue.HasValue)
            || (Attempts.IsNumber(compared.RightOperand, body) && compared.LeftOperand.ConstantValue.HasValue),
        IIsPatternOperation asked => IsOfHistory(asked.Value, body),
        ISwitchExpressionOperation choice => IsOfHistory(choice.Value, body),
        _ => false,
    };

    private static bool IsOfHistory(IOperation value, TeamBody body) => value.Type?.Name == "ProblemHistory" || Attempts.IsNumber(value, body);
}
