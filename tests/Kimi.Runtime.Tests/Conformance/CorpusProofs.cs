using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of what refines a corpus.</summary>
internal static class CorpusProofs
{
    private static readonly Stage<Corpus> s_raw = Before.Made("Raw", new Corpus(
    [
        new("one two three four five"), new("one two three four five six seven eight"), new("a b c d e f"),
        new("extraordinarily incomprehensible polysyllables"),
        new("1 2 3 4 three 5"), new("# one ... two # three"), new("twice\ntwice\ntwice\nonce"), new("again and again and again and again and again"),
        new("broken \uFFFD\u0001 text here"), new("one two three four fine"), new("one two three four five six seven ten"), new("good text of good words"),
    ]));

    private static readonly Stage<Corpus> s_good = Before.Made("Good", new Corpus([new("good words of good text"), new("fine words in fine order")]));

    internal static IEnumerable<OptionProof> All() =>
    [
        OptionProof.Of<RuleFilterAttribute>(
            () => new()
            {
                MinWords = 0,
                MaxWords = 0,
                MinMeanWordLength = 0,
                MaxMeanWordLength = 0,
                MinLetterWordShare = 0,
                MaxSymbolsPerWord = 1,
                MaxDuplicateLineShare = 1,
                MaxRepeatedShare = 1,
                RepeatedCharacters = 10,
                MaxGarbageShare = 1,
            },
            rule => Refined(rule),
            [
                (nameof(RuleFilterAttribute.MinWords), 6),
                (nameof(RuleFilterAttribute.MaxWords), 6),
                (nameof(RuleFilterAttribute.MinMeanWordLength), 2.0),
                (nameof(RuleFilterAttribute.MaxMeanWordLength), 10.0),
                (nameof(RuleFilterAttribute.MinLetterWordShare), 0.5),
                (nameof(RuleFilterAttribute.MaxSymbolsPerWord), 0.1),
                (nameof(RuleFilterAttribute.MaxDuplicateLineShare), 0.1),
                (nameof(RuleFilterAttribute.MaxRepeatedShare), 0.1),
                (nameof(RuleFilterAttribute.MaxGarbageShare), 0.0),
            ]),
        OptionProof.Of<RuleFilterAttribute>(
            () => new() { MinWords = 0, MinMeanWordLength = 0, MaxRepeatedShare = 0.2, RepeatedCharacters = 5 },
            rule => Refined(rule),
            (nameof(RuleFilterAttribute.RepeatedCharacters), 40)),
        OptionProof.Of<NearDuplicatesAttribute>(
            () => new() { Similarity = 0.6, StretchCharacters = 4, Bands = 16, HashesPerBand = 3 },
            rule => Refined(rule),
            [
                (nameof(NearDuplicatesAttribute.Similarity), 0.95),
                (nameof(NearDuplicatesAttribute.StretchCharacters), 20),
                (nameof(NearDuplicatesAttribute.Bands), 1),
                (nameof(NearDuplicatesAttribute.HashesPerBand), 40),
            ]),
        OptionProof.Of<QualityClassifierAttribute>(
            () => new() { Buckets = 64, HeldOutShare = 0.2 },
            rule => Refined(rule),
            [
                (nameof(QualityClassifierAttribute.MinQuality), 0.2),
                (nameof(QualityClassifierAttribute.CharacterGrams), 2),
                (nameof(QualityClassifierAttribute.WordGrams), 0),
                (nameof(QualityClassifierAttribute.Buckets), 128),
                (nameof(QualityClassifierAttribute.Epochs), 3),
                (nameof(QualityClassifierAttribute.LearningRate), 0.1),
                (nameof(QualityClassifierAttribute.HeldOutShare), 0.5),
            ]),
        OptionProof.Of<SamplingRatesAttribute>(
            () => new(),
            rule => Refined(new QualityClassifierAttribute(), rule),
            [(nameof(SamplingRatesAttribute.Lowest), 0.1), (nameof(SamplingRatesAttribute.Highest), 3.0)]),
    ];

    private static Stage<RefineCorpusAttribute, Corpus, Corpus, Corpus> Refined(params CorpusRuleAttribute[] rules) =>
        new("Proved", new(), s_raw, s_good) { CorpusRules = rules };
}
