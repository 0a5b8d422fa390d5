using System.Globalization;
using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Figures 5 and 6: accuracy and response length rise together in reinforcement learning, and more so on harder problems.</summary>
internal static class ResponseLength
{
    private static readonly PaperSet[] s_paper =
    [
        new("total, temperature 1", 0.578, 0.795, 1_122, 9_471, 2.46e-5),
        new("OMNI-MATH500", 0.320, 0.618, 1_711, 14_540, 3.05e-5),
        new("MATH500", 0.774, 0.920, 882, 7_503, 1.36e-5),
        new("AIMO2024", 0, 0.2, 2_016, 18_937, 3.33e-5),
        new("AIME2024", 0.133, 0.40, 3_138, 17_601, 3.40e-5),
        new("ChatGLMMath", 0.660, 0.915, 1_072, 9_080, 2.99e-5),
        new("GPQA", 0.116, 0.505, 737, 10_967, 4.24e-5),
    ];

    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var phases = groups.SelectMany(Phases).ToList();
        if (phases.Count == 0)
            return null;
        var rows = phases.SelectMany(phase => phase.Levels(Title(phase)).Prepend(phase.Rollouts(Title(phase)))).ToList();
        var figures = phases.Select(phase =>
        {
            var figure = new Figure($"accuracy-by-tokens-{phase.Group.Label}-{phase.Name}", Title(phase), "mean tokens of a response", "accuracy (%)");
            figure.Points("", Curve.Joined(phase.Group.Runs.Select(phase.Points)).Percent);
            return figure;
        });
        return new(
            "Figures 5 and 6: accuracy and response length",
            "From the first iteration to the last, and the slope of accuracy by mean tokens (least squares over iterations). Rows of a level compare "
            + "the policies before and after on the held-out problems of that level, if an evaluation has both; they have a slope if it has three or "
            + "more policies. In the paper, both rise together everywhere, and responses to harder sets lengthen more.",
            [
                new(
                    [new("problems", ColumnKind.Text), new("accuracy, first"), new("last"), new("tokens, first"), new("last"), new("longer by"),
                        new("slope a token")],
                    [.. rows, .. s_paper.Select(Paper)]),
            ],
            [.. figures]);

        string Title(Phase phase) => phases.All(other => other.Group == phase.Group) ? phase.Name : $"{phase.Group.Label} {phase.Name}";
    }

    // Stages that continue each other's policy are one phase.
    private static IEnumerable<Phase> Phases(RunGroup group)
    {
        var arms = ReinforcementArm.All([group]).Select(arm => arm.Stage).Where(stage => !LongToShort.IsSecondPhase(stage)).ToList();
        foreach (var last in arms.Where(stage => arms.All(other => other.Inputs[0] != stage)))
        {
            var stages = new List<RecordedStage> { last };
            while (stages[0].Inputs[0] is var before && before.Is<ReinforceAttribute>())
                stages.Insert(0, before);
            yield return new(group, [.. stages.Select(stage => stage.Name)], stages[0].Inputs[0].Name);
        }
    }

    private static Row Paper(PaperSet set) => Row.OfPaper(
        $"{set.Name} (paper)", MetricText.Percent(set.First), MetricText.Percent(set.Last), Whole(set.FirstTokens), Whole(set.LastTokens),
        Times((double)set.LastTokens / set.FirstTokens), NumberText.Slope(Spread.Of([set.Slope])));

    private static string Whole(int tokens) => tokens.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Times(double ratio) => "×" + ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record PaperSet(string Name, double First, double Last, int FirstTokens, int LastTokens, double Slope);

    private sealed record Phase(RunGroup Group, IReadOnlyList<string> Stages, string Start)
    {
        public string Name => Stages.Count == 1 ? Stages[0] : $"{Stages[0]} to {Stages[^1]}";

        public Curve Points(RecordedRun run) => Curve.Joined(Stages.Select(name => ReinforcementArm.AccuracyByTokens(run[name])));

        public Row Rollouts(string title)
        {
            var curves = Group.Runs.Select(Points).ToList();
            return Row.Of(
                $"{title}, rollouts",
                NumberText.Percent(Of(curve => curve.Y[0])),
                NumberText.Percent(Of(curve => curve.Y[^1])),
                NumberText.Tokens(Of(curve => curve.X[0])),
                NumberText.Tokens(Of(curve => curve.X[^1])),
                Times(Of(curve => curve.X[^1] / curve.X[0]).Mean),
                NumberText.Slope(Of(curve => curve.Slope)));

            Spread Of(Func<Curve, double> value) => Spread.Of([.. curves.Select(value)]);
        }

        public IEnumerable<Row> Levels(string title)
        {
            var evaluation = Group.Evaluations.LastOrDefault(
                evaluation => evaluation.Policies.Any(policy => policy.Name == Start) && evaluation.Policies.Any(policy => policy.Name == Stages[^1]));
            if (evaluation is null)
                yield break;
            var policies = Stages.Prepend(Start)
                .Select(name => evaluation.Policies.FirstOrDefault(policy => policy.Name == name))
                .OfType<EvaluatedPolicy>()
                .ToList();
            foreach (var level in policies[0].Levels.Where(level => policies.All(policy => policy.AccuracyOf(level) is not null)))
            {
                var points = new Curve(
                    [.. policies.Select(policy => policy.TokensOf(level)!.Mean)], [.. policies.Select(policy => policy.AccuracyOf(level)!.Mean)]);
                yield return Row.Of(
                    $"{title}, held-out level {level}",
                    NumberText.Percent(policies[0].AccuracyOf(level)),
                    NumberText.Percent(policies[^1].AccuracyOf(level)),
                    NumberText.Tokens(policies[0].TokensOf(level)),
                    NumberText.Tokens(policies[^1].TokensOf(level)),
                    Times(points.X[^1] / points.X[0]),
                    points.Count > 2 ? NumberText.Slope(Spread.Of([points.Slope])) : "–");
            }
        }
    }
}
