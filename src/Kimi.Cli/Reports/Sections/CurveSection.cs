using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Sections;

/// <summary>The curves of training.</summary>
internal static class CurveSection
{
    private static readonly (string Metric, string Axis, bool IsShare)[] s_rollouts =
    [
        ("accuracy", "accuracy (%)", true), ("meanTokens", "mean tokens", false), ("ended.LengthLimit", "at the length limit (%)", true),
        ("entropy", "entropy (nats)", false), ("kl", "KL to the policy before (nats)", false), ("gradientNorm", "gradient norm", false),
    ];

    /// <summary>Writes the section.</summary>
    /// <param name="groups">The runs.</param>
    /// <param name="figures">Takes the figures.</param>
    public static Html Write(IReadOnlyList<RunGroup> groups, FigureSet figures)
    {
        var stages = groups.SelectMany(group => group.First.Stages).DistinctBy(stage => stage.Name).ToList();
        var reinforced = stages.Where(stage => stage.Is<ReinforceAttribute>()).Select(stage =>
            Titled(stage.Name, figures.Show(s_rollouts.Select(curve => Draw(groups, stage.Name, curve.Metric, curve.Axis, "iteration", curve.IsShare)))));
        var losses = figures.Show(
            stages.Where(stage => !stage.Is<ReinforceAttribute>()).Select(stage => Draw(groups, stage.Name, "loss", "loss", "step", isShare: false)));
        var perplexities = figures.Show(groups.SelectMany(Perplexities));
        return Html.Of($"{reinforced}{Titled("Losses", losses)}{Titled("Perplexity by position", perplexities)}");
    }

    private static Html Titled(string title, Html content) => content.Text.Length == 0 ? Html.Empty : Html.Of($"<h3>{title}</h3>\n{content}");

    private static Figure Draw(IReadOnlyList<RunGroup> groups, string name, string metric, string axis, string step, bool isShare)
    {
        var figure = new Figure($"{name}-{metric}", $"{name}: {axis}", step, axis);
        var drawn = groups.Where(group => group.First.Stages.Any(stage => stage.Name == name && stage.Curve(metric).Count > 0)).ToList();
        foreach (var group in drawn)
            figure.Line(drawn.Count > 1 ? group.Label : "", group.Band(name, stage => isShare ? stage.Curve(metric).Percent : stage.Curve(metric)));
        return figure;
    }

    private static IEnumerable<Figure> Perplexities(RunGroup group)
    {
        foreach (var stage in group.First.Stages.Where(stage => stage.Artifact == nameof(PerplexityReport)))
        {
            var figure = new Figure($"{group.Label}-{stage.Name}-perplexity", $"{stage.Name}: perplexity by position", "position (tokens)", "perplexity");
            foreach (var policy in group.Stage(stage.Name).SelectMany(seed => seed.Output<PerplexityReport>().Policies).GroupBy(policy => policy.Policy))
                figure.Line(policy.Key, Band.Of(policy.Select(seed => ByPosition(seed.ByPosition))));
            yield return figure;
        }
    }

    private static Curve ByPosition(IEnumerable<PositionPerplexity> positions)
    {
        var measured = positions.Where(position => position.Tokens > 0).ToList();
        return new([.. measured.Select(position => (position.From + position.To) / 2.0)], [.. measured.Select(position => position.Value)]);
    }
}
