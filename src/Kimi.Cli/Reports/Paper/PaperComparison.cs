using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;

namespace Kimi.Cli.Reports.Paper;

/// <summary>The results of runs next to what the paper reports.</summary>
/// <param name="Title">The figure or section of the paper, and what it asks.</param>
/// <param name="Text">What is compared.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Figures">The figures.</param>
internal sealed record PaperComparison(string Title, string Text, IReadOnlyList<Table> Tables, IReadOnlyList<Figure> Figures)
{
    /// <summary>All comparisons that a report can make. Each finds what it applies to by the kinds of stages and components, and returns null if the runs have
    /// nothing for it.</summary>
    public static IReadOnlyList<Func<IReadOnlyList<RunGroup>, PaperComparison?>> All { get; } =
    [
        BenchmarkResults.Compare,
        ResponseLength.Compare,
        LongToShort.Compare,
        SizeAndContext.Compare,
        Curriculum.Compare,
        NegativeGradients.Compare,
        LengthPenaltyEffect.Compare,
        RewardModelAccuracies.Compare,
        TestCaseLedger.Compare,
    ];
}
