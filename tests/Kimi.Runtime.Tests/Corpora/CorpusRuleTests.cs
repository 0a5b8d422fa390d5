using Kimi.Dsl;
using Kimi.Runtime.Corpora;

namespace Kimi.Runtime.Tests.Corpora;

public sealed class CorpusRuleTests
{
    private const string Prose =
        "It was a bright cold day in April, and the clocks were striking thirteen. Winston slipped quickly through the glass doors of the mansion, "
        + "though not quickly enough.";
    private static readonly RuleFilterAttribute s_short = new() { MinWords = 5 };

    [Theory]
    [InlineData("Too short.", "words: 2")]
    [InlineData("a b c d e f g h i j", "mean word length: 1")]
    [InlineData("pneumonoultramicroscopic supercalifragilistic antidisestablishmentarian honorificabilitudinity incomprehensibilities", "mean word length")]
    [InlineData("1234 5678 9012 word 3456 7890 1234", "words with a letter: 0.143")]
    [InlineData("read more... and more... and even more... here # there", "symbols a word: 0.4")]
    [InlineData("buy this thing now\nbuy this thing now\nbuy this thing now\nor maybe never", "duplicate lines: 0.5")]
    [InlineData("the text is bro\uFFFDken by an en\uFFFDcoding somewhere", "broken characters")]
    public void Texts_out_of_bounds_are_dropped_with_the_reason(string text, string why) =>
        Assert.StartsWith(why, new RuleFilter(s_short).Fault(text), StringComparison.Ordinal);

    [Fact]
    public void Prose_stays() => Assert.Null(new RuleFilter(s_short).Fault(Prose));

    [Fact]
    public void A_text_that_repeats_a_stretch_is_dropped()
    {
        var text = string.Concat(Enumerable.Repeat(Prose + " ", 4));

        // All but the first of four.
        Assert.Equal("repeated stretches: 0.75", new RuleFilter(s_short).Fault(text));
        Assert.Null(new RuleFilter(new() { MinWords = 5, MaxRepeatedShare = 1 }).Fault(text));
    }

    [Fact]
    public void With_every_rule_off_everything_stays()
    {
        var off = new RuleFilter(new()
        {
            MinWords = 0,
            MaxWords = 0,
            MinMeanWordLength = 0,
            MaxMeanWordLength = 0,
            MinLetterWordShare = 0,
            MaxSymbolsPerWord = 1,
            MaxDuplicateLineShare = 1,
            MaxRepeatedShare = 1,
            MaxGarbageShare = 1,
        });

        Assert.All(["", "###", "\0\u0001", new string('a', 10_000), "x\nx\nx"], text => Assert.Null(off.Fault(text)));
    }

    [Fact]
    public void Near_duplicates_are_those_that_comparing_all_pairs_finds()
    {
        // Documents with up to three changed words, in several families; with 40 bands of 2 hashes, one of similarity 0.6 escapes only once in 10⁷ times.
        var options = new NearDuplicatesAttribute { Similarity = 0.6, StretchCharacters = 4, Bands = 40, HashesPerBand = 2 };
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            var families = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 20).Select(_ => Word(random)).ToArray()).ToList();
            var documents = Enumerable.Range(0, 60).Select(_ => Changed(families[random.Next(families.Count)], random)).ToList();

            var refined = new NearDuplicates(options).Refine(documents, Context());

            var expected = new List<Document>();
            foreach (var document in documents)
            {
                if (!expected.Any(other => MinHash.Similarity(MinHash.Stretches(other.Text, 4), MinHash.Stretches(document.Text, 4)) >= 0.6))
                    expected.Add(document);
            }

            Assert.Equal(expected, Kept(refined));
            Assert.InRange(expected.Count, 8, 50);
        }
    }

    [Fact]
    public void The_best_of_near_duplicates_stays()
    {
        Document[] documents =
            [new(Prose) { Quality = 0.2 }, new(Prose + " Indeed.") { Quality = 0.9 }, new("Something else altogether, and rather long at that.")];

        var refined = new NearDuplicates(new()).Refine(documents, Context());

        Assert.Equal([documents[1], documents[2]], Kept(refined));
        Assert.Contains("like another, which begins: It was a bright", Assert.IsType<RefinedDocument.Dropped>(refined[0]).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_classifier_distinguishes_unseen_exemplary_documents_from_noise()
    {
        var random = new SeededRandom(3);
        Document Good() => new(string.Join(' ', Enumerable.Range(0, 12).Select(_ => random.Next(2) == 0 ? "theorem" : "proof")) + $" {random.Next(1000)}");
        Document Bad() => new(string.Join(' ', Enumerable.Range(0, 12).Select(_ => Word(random))));
        List<Document> raw = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? Good() : Bad())];
        var summary = new Dictionary<string, double>();

        var rated = Kept(new QualityClassifier(new()).Refine(raw, Context([.. Enumerable.Range(0, 60).Select(_ => Good())], summary)));

        Assert.InRange(summary["areaUnderCurve"], 0.8, 1);
        var (good, bad) =
            (rated.Where((_, i) => i % 4 == 0).Min(document => document.Quality), rated.Where((_, i) => i % 4 != 0).Max(document => document.Quality));
        Assert.True(good > bad, $"{good} {bad}");
        var strict = new QualityClassifier(new() { MinQuality = 0.5 }).Refine(raw, Context([.. Enumerable.Range(0, 60).Select(_ => Good())]));
        Assert.Equal(50, Kept(strict).Count);
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.4, 0.35, 0.8 }, new[] { false, false, true, true }, 0.75)]
    [InlineData(new[] { 0.5, 0.5 }, new[] { false, true }, 0.5)]
    [InlineData(new[] { 0.5, 0.7 }, new[] { true, true }, null)]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_order(double[] scores, bool[] good, double? area) =>
        Assert.Equal(area, QualityClassifier.AreaUnderCurve([.. scores.Zip(good)]));

    [Fact]
    public void Sampling_rates_grow_with_the_rank_of_quality_in_its_domain_and_multiply()
    {
        Document[] documents =
        [
            new("a") { Quality = 0.1, Domain = "x" }, new("b") { Quality = 0.9, Domain = "x", SamplingRate = 3 }, new("c") { Quality = 0.3, Domain = "x" },
            new("d") { Quality = 0.2, Domain = "y" }, new("e") { Quality = 0.2, Domain = "y" }, new("f") { Quality = 0.7, Domain = "z" },
        ];

        var rates = Kept(new SamplingRates(new() { Lowest = 1, Highest = 2 }).Refine(documents, Context())).Select(document => document.SamplingRate);

        Assert.Equal([1, 6, 1.5, 1.5, 1.5, 1.5], rates);
    }

    [Fact]
    public void Sampling_rates_without_quality_say_what_is_missing() => Assert.Contains(
        "put a rule that rates them before it", Assert.Throws<KimiException>(() => new SamplingRates(new()).Refine([new("a")], Context())).Message,
        StringComparison.Ordinal);

    private static List<Document> Kept(IEnumerable<RefinedDocument> refined) => [.. refined.OfType<RefinedDocument.Kept>().Select(kept => kept.Document)];

    private static CorpusRuleContext Context(IReadOnlyList<Document>? exemplary = null, Dictionary<string, double>? summary = null) =>
        new(new(exemplary ?? []), new SeededRandom(1), (metric, value) => summary?.Add(metric, value));

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 8)).Select(_ => (char)('a' + random.Next(26))));

    private static Document Changed(string[] words, Random random)
    {
        var changed = words.ToArray();
        for (var i = random.Next(4); i > 0; i--)
            changed[random.Next(changed.Length)] = Word(random);
        return new(string.Join(' ', changed));
    }
}
