using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Draws good documents more often and poor ones less (paper B.1, "dynamic sampling rates", which gives no formula): a document's rate grows linearly with the
/// share of documents of its domain that are of lower quality, from <see cref="Lowest"/> to <see cref="Highest"/>, and is multiplied by the rate it already
/// has.
/// </summary>
[Requires(Fact.Quality)]
[Futile(nameof(Highest), Comparison.EqualTo, 0, Because = "no document is ever drawn")]
public sealed class SamplingRatesAttribute : CorpusRuleAttribute<ISamplingRates>
{
    /// <summary>The factor of the worst document. Default: 0.5.</summary>
    [Range(0.0, 1000.0)]
    [AtMost(nameof(Highest), Because = "poor documents would be drawn more than good ones")]
    [DefaultValue(0.5)]
    public double Lowest { get; set; } = 0.5;

    /// <summary>The factor of the best document. Default: 2.</summary>
    [Range(0.0, 1000.0)]
    [DefaultValue(2.0)]
    public double Highest { get; set; } = 2;
}

/// <summary>What executes <see cref="SamplingRatesAttribute"/>; replaceable through dependency injection.</summary>
public interface ISamplingRates : ICorpusRule;
