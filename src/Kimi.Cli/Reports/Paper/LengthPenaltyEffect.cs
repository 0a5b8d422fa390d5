using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Section 2.3.3: what the length penalty saves and costs.</summary>
internal static class LengthPenaltyEffect
{
    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var sets = ReinforcementArm.AlikeBut<PenaltyAttribute>(groups).Where(arms => arms.Any(HasPenalty) && !arms.All(HasPenalty)).ToList();
        if (sets.Count == 0)
            return null;
        var rows =
            from arms in sets
            from arm in arms
            select Row.Of(
                arm.Label(arms),
                arm.Components<PenaltyAttribute>("none"),
                NumberText.Percent(arm.Evaluated?.Accuracy),
                NumberText.Tokens(arm.Evaluated?.Tokens),
                NumberText.Percent(arm.LastAccuracy),
                NumberText.Tokens(arm.LastTokens));
        return new(
            "Section 2.3.3: the length penalty",
            "Reinforcement learning from the same policy with and without it. The paper gives no numbers: it says that the penalty may slow down "
            + "training at first, and introduces it after a warm-up.",
            [
                new(
                    [new("policy", ColumnKind.Text), new("penalties", ColumnKind.Text), new("held-out accuracy"), new("tokens"), new("last rollouts' accuracy"),
                        new("tokens")],
                    [.. rows]),
            ],
            [.. sets.SelectMany(Figures)]);
    }

    private static bool HasPenalty(ReinforcementArm arm) => arm.Stage.Of<LengthPenaltyAttribute>().Any();

    private static IEnumerable<Figure> Figures(IReadOnlyList<ReinforcementArm> arms, int index)
    {
        yield return ArmFigures.Accuracy($"length-penalty-{index + 1}", "Accuracy of rollouts by penalty", arms);
        yield return ArmFigures.Lines(new($"length-penalty-tokens-{index + 1}", "Their mean tokens", "iteration", "tokens"), arms, arm => arm.Tokens);
    }
}
