using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Figure 9: whether the order of problems matters. Uniform sampling against a curriculum that switches to the hard problems.</summary>
internal static class Curriculum
{
    private const string Uniform = "all problems alike";

    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var sets = ReinforcementArm.AlikeBut<SamplerAttribute>(groups).Where(arms => arms.Select(Sampler).Distinct().Count() > 1).ToList();
        if (sets.Count == 0)
            return null;
        return new(
            "Figure 9: curriculum against uniform draws",
            "Reinforcement learning from the same policy with different samplers. Accuracies in the table are on held-out problems; those in the "
            + "figures are of rollouts, each on the problems that its own sampler draws. In the paper, the curriculum switches to hard problems at "
            + "iteration 24, where both have 47.4%.",
            [
                new(
                    [new("policy", ColumnKind.Text), new("sampler", ColumnKind.Text), new("iterations"), new("tokens generated"), new("accuracy before"),
                        new("after")],
                    [
                        .. sets.SelectMany(arms => arms.Select(arm => Describe(arm, arms))),
                        Row.OfPaper("paper", "uniform", "42", "–", "30.4%", "55.4%"),
                        Row.OfPaper("paper", "curriculum, hard problems from iteration 24", "42", "–", "30.4%", "59.1%"),
                    ]),
            ],
            [.. sets.SelectMany(Figures)]);
    }

    private static string Sampler(ReinforcementArm arm) => arm.Components<SamplerAttribute>(Uniform);

    private static Row Describe(ReinforcementArm arm, IReadOnlyList<ReinforcementArm> arms) => Row.Of(
        arm.Label(arms),
        Sampler(arm),
        NumberText.Count(arm.Group.Of(arm.Stage.Name, stage => stage.Curve("accuracy").Count)),
        NumberText.Tokens(arm.Group.Of(arm.Stage.Name, stage => stage.Curve("generatedTokens").Y.Sum())),
        NumberText.Percent(arm.Group.Evaluated(arm.Start.Name)?.Accuracy),
        NumberText.Percent(arm.Evaluated?.Accuracy));

    private static IEnumerable<Figure> Figures(IReadOnlyList<ReinforcementArm> arms, int index)
    {
        yield return ArmFigures.Accuracy($"samplers-{index + 1}", "Accuracy of rollouts by sampler", arms);
        yield return ArmFigures.Lines(
            new($"samplers-by-tokens-{index + 1}", "The same by tokens generated", "tokens generated (mean over seeds)", "accuracy (%)"),
            arms,
            arm => arm.Accuracy.Over(arm.Group.Band(arm.Stage.Name, stage => stage.Curve("generatedTokens").Accumulated).Mean));
    }
}
