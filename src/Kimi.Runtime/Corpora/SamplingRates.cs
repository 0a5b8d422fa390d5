using Kimi.Dsl;

namespace Kimi.Runtime.Corpora;

/// <summary>
/// Dynamic sampling rates (paper B.1, whose formula is not given): rate = Lowest + (Highest − Lowest) · p, where p is the share of the other documents of the
/// domain that are of less quality, with documents of the same quality counted half.
/// </summary>
/// <param name="options">The rates at the ends.</param>
[ImplementationVersion(1)]
internal sealed class SamplingRates(SamplingRatesAttribute options) : ISamplingRates
{
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        if (documents.Any(document => document.Quality is null))
            throw new KimiException(
                "[SamplingRates] needs the quality of documents, which no rule has rated: put a rule that rates them before it, such as [QualityClassifier]");
        var ranks = documents.GroupBy(document => document.Domain)
            .ToDictionary(domain => domain.Key, domain => new Ranks([.. domain.Select(document => document.Quality!.Value)]));
        return [.. documents.Select(document =>
            new RefinedDocument.Kept(document with { SamplingRate = document.SamplingRate * Rate(ranks[document.Domain].Of(document.Quality!.Value)) }))];
    }

    private double Rate(double rank) => options.Lowest + (options.Highest - options.Lowest) * rank;

    private sealed class Ranks
    {
        private readonly Dictionary<double, double> _ranks = [];

        public Ranks(IReadOnlyList<double> qualities)
        {
            var below = 0;
            foreach (var tied in qualities.GroupBy(quality => quality).OrderBy(group => group.Key))
            {
                // A single document is neither good nor poor.
                _ranks[tied.Key] = qualities.Count == 1 ? 0.5 : (below + (tied.Count() - 1) / 2.0) / (qualities.Count - 1);
                below += tied.Count();
            }
        }

        public double Of(double quality) => _ranks[quality];
    }
}
