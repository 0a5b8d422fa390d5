using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Paper;

/// <summary>Section 2.3.5: how often reward models judge correctly, with a value head or by reasoning first.</summary>
internal static class RewardModelAccuracies
{
    /// <summary>Compares what the runs have for it.</summary>
    /// <param name="groups">The runs.</param>
    public static PaperComparison? Compare(IReadOnlyList<RunGroup> groups)
    {
        var rows = groups.SelectMany(Rows).ToList();
        return rows.Count == 0
            ? null
            : new(
                "Section 2.3.5: reward models",
                "The share of labelled responses that a reward model judges correctly; a response without a readable verdict counts as misjudged. The "
                + "paper's numbers are from a spot check.",
                [
                    new(
                        [new("reward model", ColumnKind.Text), new("trained by", ColumnKind.Text), new("accuracy"), new("of pairs"), new("without a verdict")],
                        [.. rows, Row.OfPaper("paper", "classic, a value head", "84.4%", "–", "–"),
                            Row.OfPaper("paper", "chain of thought", "98.5%", "–", "–")]),
                ],
                []);
    }

    private static IEnumerable<Row> Rows(RunGroup runs) =>
        from stage in runs.First.Stages
        where stage.Artifact == nameof(RewardModelComparison)
        from model in runs.Stage(stage.Name).SelectMany(seed => seed.Output<RewardModelComparison>().Models).GroupBy(model => model.RewardModel)
        let seeds = model.ToList()
        select Row.Of(
            model.Key,
            runs.First.Stages.FirstOrDefault(trained => trained.Name == model.Key)?.Kind ?? "–",
            NumberText.Percent(Spread.Of([.. seeds.Select(seed => seed.Responses.Value)]), seeds[0].Responses),
            NumberText.Percent(Spread.Of([.. seeds.Select(seed => seed.Pairs.Value)])),
            NumberText.Percent(Spread.Of([.. seeds.Select(seed => (double)seed.Unscorable / seed.Responses.Trials)])));
}
