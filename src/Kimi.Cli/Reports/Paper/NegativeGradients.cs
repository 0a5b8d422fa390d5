using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Figure 10: whether wrong responses teach. Mirror descent against ReST, which fits the best samples and has no negative gradient.</summary>
internal static class NegativeGradients
{
    private static readonly (string Set, double ReST, double Ours)[] s_paper =
    [
        ("Total", 0.590, 0.650), ("MATH500", 0.804, 0.900), ("OMNI", 0.338, 0.452), ("AIME", 0.167, 0.400), ("AIMO", 0.1, 0.3), ("ChatGLMMath", 0.744, 0.785),
        ("GAOKAO", 0.832, 0.868), ("GPQA", 0.157, 0.227), ("KAOYAN", 0.702, 0.814), ("k12-biology", 0.729, 0.774), ("k12-physics", 0.586, 0.604),
        ("k12-chemistry", 0.534, 0.519),
    ];

    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var sets = ReinforcementArm.AlikeBut<ObjectiveAttribute>(groups).Where(arms => arms.Any(IsMirrorDescent) && arms.Any(IsReST)).ToList();
        if (sets.Count == 0)
            return null;
        var rows =
            from arms in sets
            from rest in arms.Where(IsReST)
            from ours in arms.Where(IsMirrorDescent)
            select Compare(arms, rest, ours);
        return new(
            "Figure 10: ReST against mirror descent",
            "Reinforcement learning from the same policy with two objectives. Rows of the runs: held-out accuracy at the end, or that of the last "
            + "rollouts if no evaluation has both. Rows of the paper: at step 48.",
            [
                new(
                    [new("problems", ColumnKind.Text), new("ReST"), new("mirror descent"), new("difference, points")],
                    [.. rows,
                        .. s_paper.Select(
                            set => Row.OfPaper($"{set.Set} (paper)", MetricText.Percent(set.ReST), MetricText.Percent(set.Ours),
                                NumberText.Difference(100 * (set.Ours - set.ReST))))]),
            ],
            [.. sets.Select((arms, index) => ArmFigures.Accuracy($"objectives-{index + 1}", "Accuracy of rollouts by objective", arms))]);
    }

    private static bool IsMirrorDescent(ReinforcementArm arm) => arm.Stage.Of<MirrorDescentAttribute>().Any();

    private static bool IsReST(ReinforcementArm arm) => arm.Stage.Of<ReSTAttribute>().Any();

    private static Row Compare(IReadOnlyList<ReinforcementArm> arms, ReinforcementArm rest, ReinforcementArm ours)
    {
        var isEvaluated = rest.Evaluated is not null && ours.Evaluated is not null;
        var (first, second) = (Accuracy(rest), Accuracy(ours));
        return Row.Of(
            $"{(isEvaluated ? "held-out" : "last rollouts")}: {rest.Label(arms)} ({rest.Components<ObjectiveAttribute>("")}) | {ours.Label(arms)}",
            NumberText.Percent(first),
            NumberText.Percent(second),
            NumberText.Difference(100 * (second.Mean - first.Mean)));

        Spread Accuracy(ReinforcementArm arm) => isEvaluated ? arm.Evaluated!.Accuracy : arm.LastAccuracy;
    }
}
