using Kimi.Cli.Reports.Figures;

namespace Kimi.Cli.Reports.Paper;

/// <summary>The figures that comparisons of arms share.</summary>
internal static class ArmFigures
{
    /// <summary>Accuracy of rollouts over iterations, one line per arm.</summary>
    /// <param name="name">The name of the figure's file.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="arms">The arms.</param>
    public static Figure Accuracy(string name, string title, IReadOnlyList<ReinforcementArm> arms) =>
        Lines(new(name, title, "iteration", "accuracy (%)"), arms, arm => arm.Accuracy);

    /// <summary>One line per arm.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="arms">The arms.</param>
    /// <param name="curve">What to draw of each.</param>
    public static Figure Lines(Figure figure, IReadOnlyList<ReinforcementArm> arms, Func<ReinforcementArm, Band> curve)
    {
        foreach (var arm in arms)
            figure.Line(arm.Label(arms), curve(arm));
        return figure;
    }
}
