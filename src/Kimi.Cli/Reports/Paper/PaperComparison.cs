using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;

namespace Kimi.Cli.Reports.Paper;

/// <summary>What runs come to beside what the paper reports.</summary>
/// <param name="Title">The figure or section of the paper, and what it asks.</param>
/// <param name="Text">What is compared.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Figures">The figures.</param>
internal sealed record PaperComparison(string Title, string Text, IReadOnlyList<Table> Tables, IReadOnlyList<Figure> Figures)
{
    /// <summary>All that a report can compare. Each finds by kinds of stages and components what it applies to, and gives null where runs hold nothing of
    /// it.</summary>
    public static IReadOnlyList<Func<IReadOnlyList<RunGroup>, PaperComparison?>> All { get; } =
    [
        ResponseLength.Compare,
        LongToShort.Compare,
        SizeAndContext.Compare,
        Curriculum.Compare,
        NegativeGradients.Compare,
        LengthPenaltyEffect.Compare,
        RewardModelAccuracies.Compare,
    ];
}
