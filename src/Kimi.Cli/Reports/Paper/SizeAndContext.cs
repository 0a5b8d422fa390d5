using System.Globalization;
using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Figure 8: whether a small model that thinks long reaches a larger one that thinks short.</summary>
internal static class SizeAndContext
{
    private static readonly (string Set, double Small, double Large)[] s_paper =
        [("OMNI", 3.33e-5, 6.42e-5), ("AIME", 5.90e-5, 8.10e-5), ("MATH500", 2.45e-5, 2.00e-5), ("AIMO", 3.25e-5, 6.84e-5)];

    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var sets = ReinforcementArm.All(groups)
            .GroupBy(arm => (arm.Group.First.Recipe, arm.Stage.Name, arm.Stage.Options.AllBut(nameof(ReinforceAttribute.MaxResponseTokens))))
            .Select(arms => arms.OrderBy(Parameters).ThenBy(Limit).ToList())
            .Where(arms => arms.Select(arm => (Parameters(arm), Limit(arm))).Distinct().Count() > 1).ToList();
        if (sets.Count == 0)
            return null;
        var rows =
            from arms in sets
            from arm in arms
            select Row.Of(
                arm.Label(arms),
                Whole(Parameters(arm)),
                Whole(Limit(arm)),
                NumberText.Percent(arm.Evaluated?.Accuracy),
                NumberText.Tokens(arm.Evaluated?.Tokens),
                NumberText.Slope(arm.Slope));
        return new(
            "Figure 8: model size and response length",
            "The same reinforcement learning for models of different sizes, or with different response limits. In the paper the small model catches up "
            + "by thinking longer, while the large one needs fewer tokens and reaches a higher accuracy. Below are the slopes of accuracy by tokens, "
            + "where models of two sizes have the same limit.",
            [
                new([new("policy", ColumnKind.Text), new("parameters"), new("limit, tokens"), new("held-out accuracy"), new("tokens"), new("slope a token")],
                    [.. rows]),
                new([new("problems", ColumnKind.Text), new("small model"), new("large model")],
                    [.. sets.SelectMany(SmallAndLarge), .. s_paper.Select(set => Row.OfPaper($"{set.Set} (paper)", Slope(set.Small), Slope(set.Large)))]),
            ],
            [.. sets.Select(Draw)]);
    }

    // The smallest and the largest model under the same limit.
    private static IEnumerable<Row> SmallAndLarge(List<ReinforcementArm> arms)
    {
        var alike = arms.Where(arm => Limit(arm) == Limit(arms[^1])).ToList();
        return Parameters(alike[0]) < Parameters(alike[^1])
            ? [Row.Of($"{arms[0].Stage.Name}, rollouts", NumberText.Slope(alike[0].Slope), NumberText.Slope(alike[^1].Slope))]
            : [];
    }

    private static double Parameters(ReinforcementArm arm) =>
        arm.Stage.Ancestry.Where(stage => stage.Is<InitializeTransformerAttribute>())
            .Select(stage => stage.Metrics.GetValueOrDefault("parameters"))
            .DefaultIfEmpty(0)
            .Max();

    private static int Limit(ReinforcementArm arm) => arm.Stage.Options.Number(nameof(ReinforceAttribute.MaxResponseTokens));

    private static Figure Draw(List<ReinforcementArm> arms, int index)
    {
        var figure = new Figure(
            $"size-and-context-{index + 1}", $"{arms[0].Stage.Name}: accuracy by response length", "mean tokens of a response", "accuracy (%)", isLarge: true);
        foreach (var arm in arms)
            figure.Points($"{Whole(Parameters(arm))} parameters, limit {Limit(arm)}", arm.Points.Percent);
        return figure;
    }

    private static string Whole(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Slope(double slope) => NumberText.Slope(Spread.Of([slope]));
}
