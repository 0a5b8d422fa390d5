using System.Text;
using Kimi.Dsl;

namespace Kimi.Runtime.Corpora;

/// <summary>
/// P(exemplary | x) = σ(w·f(x) + b), where f(x) holds the share of each hashed n-gram among those of x, as fastText's bag of n-grams does (Joulin et al. 2017;
/// paper B.1). Trained by stochastic gradient descent on −log P(label), with equal total weight for exemplary and raw documents.
/// </summary>
/// <remarks>fastText learns an embedding of n-grams and a linear layer over it; with two classes their product is one weight per n-gram, which is what is
/// learnt here.</remarks>
/// <param name="options">n-grams and training.</param>
[ImplementationVersion(1)]
internal sealed class QualityClassifier(QualityClassifierAttribute options) : IQualityClassifier
{
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        if (context.Exemplary.Count == 0)
            throw new KimiException($"the quality classifier has no exemplary documents to learn from: check stage {context.Exemplary.Origin}");
        var examples = documents.Select(document => new Example(Features(document.Text), 0))
            .Concat(context.Exemplary.Select(document => new Example(Features(document.Text), 1)))
            .ToArray();
        var raw = examples.Take(documents.Count).ToList();
        context.Random.Shuffle(examples);
        var (heldOut, training) =
            (examples.Take((int)(options.HeldOutShare * examples.Length)).ToList(), examples.Skip((int)(options.HeldOutShare * examples.Length)).ToArray());
        var model = Train(training, context.Random);

        if (AreaUnderCurve([.. heldOut.Select(example => (model.Probability(example.Grams), example.Label == 1))]) is { } area)
            context.Summarize("areaUnderCurve", area);
        return [.. documents.Zip(raw, (document, example) => Rated(document, model.Probability(example.Grams)))];
    }

    /// <summary>The probability that a good document is rated above a raw one, ties counting half; null when one kind is missing (the Mann–Whitney
    /// statistic).</summary>
    internal static double? AreaUnderCurve(IReadOnlyList<(double Score, bool IsGood)> scored)
    {
        var (good, below, area) = (scored.Count(entry => entry.IsGood), 0.0, 0.0);
        if (good == 0 || good == scored.Count)
            return null;
        foreach (var tied in scored.GroupBy(entry => entry.Score).OrderBy(group => group.Key))
        {
            var others = tied.Count(entry => !entry.IsGood);
            area += tied.Count(entry => entry.IsGood) * (below + others / 2.0);
            below += others;
        }

        return area / (good * (double)(scored.Count - good));
    }

    private RefinedDocument Rated(Document document, double quality) => quality < options.MinQuality
        ? new RefinedDocument.Dropped(FormattableString.Invariant($"quality: {quality:0.000}"))
        : new RefinedDocument.Kept(document with { Quality = quality });

    private Model Train(Example[] examples, Random random)
    {
        var model = new Model(options.Buckets);
        var exemplary = Math.Max(1, examples.Count(example => example.Label == 1));
        double[] weights = [examples.Length / (2.0 * Math.Max(1, examples.Length - exemplary)), examples.Length / (2.0 * exemplary)];
        var (step, steps) = (0, (double)options.Epochs * examples.Length);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(examples);
            foreach (var example in examples)
                model.Descend(example, options.LearningRate * (1 - step++ / steps) * weights[example.Label]);
        }

        return model;
    }

    private int[] Features(string text)
    {
        var grams = new List<int>();
        for (var length = 1; length <= options.CharacterGrams; length++)
        {
            for (var start = 0; start + length <= text.Length; start++)
                grams.Add(Bucket(text.AsSpan(start, length), length));
        }

        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var length = 1; length <= options.WordGrams; length++)
        {
            for (var start = 0; start + length <= words.Length; start++)
                grams.Add(Bucket(new StringBuilder().AppendJoin(' ', words.AsSpan(start, length)).ToString(), -length));
        }

        return [.. grams];
    }

    // .NET's own hash differs from run to run.
    private int Bucket(ReadOnlySpan<char> gram, int kind)
    {
        var hash = 14_695_981_039_346_656_037ul ^ (uint)kind;
        foreach (var character in gram)
            hash = (hash ^ character) * 1_099_511_628_211ul;
        return (int)((hash ^ (hash >> 32)) % (ulong)options.Buckets);
    }

    private sealed record Example(int[] Grams, int Label);

    private sealed class Model(int buckets)
    {
        private readonly double[] _weights = new double[buckets];
        private double _offset;

        public double Probability(int[] grams) => 1 / (1 + Math.Exp(-(_offset + (grams.Length == 0 ? 0 : grams.Sum(gram => _weights[gram]) / grams.Length))));

        // The mean of n-grams has a gradient of 1/n each; the learning rate is for their sum, so that a long document counts as much as a short one.
        public void Descend(Example example, double learningRate)
        {
            var step = learningRate * (example.Label - Probability(example.Grams));
            _offset += step;
            foreach (var gram in example.Grams)
                _weights[gram] += step;
        }
    }
}
