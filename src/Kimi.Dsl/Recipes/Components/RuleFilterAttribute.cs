using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Drops documents by simple statistics (paper B.1, "rule-based filtering", which gives no rules). Rules and defaults are those of Gopher (Rae et al. 2021,
/// A.1.1), for English prose; every rule can be switched off. Words are what white space separates.
/// </summary>
public sealed class RuleFilterAttribute : CorpusRuleAttribute<IRuleFilter>
{
    /// <summary>The fewest words. 0 for any. Default: 50.</summary>
    [Range(0, 1_000_000_000)]
    [AtMost(nameof(MaxWords), ZeroIsNoLimit = true, Because = "every document is dropped")]
    [DefaultValue(50)]
    public int MinWords { get; set; } = 50;

    /// <summary>The most words; 0 for any. Default: 100,000.</summary>
    [Range(0, 1_000_000_000)]
    [DefaultValue(100_000)]
    public int MaxWords { get; set; } = 100_000;

    /// <summary>The lowest mean length of words, in characters; 0 for any. Default: 3.</summary>
    [Range(0.0, 1e6)]
    [AtMost(nameof(MaxMeanWordLength), ZeroIsNoLimit = true, Because = "every document is dropped")]
    [DefaultValue(3.0)]
    public double MinMeanWordLength { get; set; } = 3;

    /// <summary>The highest mean length of words, in characters; 0 for any. Default: 10.</summary>
    [Range(0.0, 1e6)]
    [DefaultValue(10.0)]
    public double MaxMeanWordLength { get; set; } = 10;

    /// <summary>The lowest share of words that have a letter; 0 for any. Default: 0.8.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.8)]
    public double MinLetterWordShare { get; set; } = 0.8;

    /// <summary>The most hash signs and ellipses per word; 1 for any. Default: 0.1.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.1)]
    public double MaxSymbolsPerWord { get; set; } = 0.1;

    /// <summary>The highest share of lines that have occurred before; 1 for any. Default: 0.3.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.3)]
    public double MaxDuplicateLineShare { get; set; } = 0.3;

    /// <summary>
    /// The highest share of characters that lie in stretches of <see cref="RepeatedCharacters"/> characters that have occurred before; 1 for any. Default: 0.3.
    /// </summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.3)]
    public double MaxRepeatedShare { get; set; } = 0.3;

    /// <summary>
    /// The length, in characters, of a stretch that counts as repeated. Gopher counts stretches of 2 to 10 words, which works for prose only. Default: 40.
    /// </summary>
    [Range(2, 10_000)]
    [MattersWhen(nameof(MaxRepeatedShare), Comparison.Below, 1)]
    [DefaultValue(40)]
    public int RepeatedCharacters { get; set; } = 40;

    /// <summary>The highest share of characters that are control or replacement characters, as broken encodings leave; 1 for any. Default: 0.001.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.001)]
    public double MaxGarbageShare { get; set; } = 0.001;
}

/// <summary>What executes <see cref="RuleFilterAttribute"/>; replaceable through dependency injection.</summary>
public interface IRuleFilter : ICorpusRule;
