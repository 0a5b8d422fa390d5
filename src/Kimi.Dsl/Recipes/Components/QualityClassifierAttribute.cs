using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Rates documents by a small classifier (paper B.1, "quality scoring by a fastText classifier"): a logistic regression on hashed n-grams that tells exemplary
/// documents from raw ones. A document's <see cref="Document.Quality"/> is the probability that it is exemplary.
/// </summary>
[Establishes(Fact.Quality)]
[Futile(nameof(MinQuality), Comparison.EqualTo, 1, Because = "hardly any document is as good as that, and all others are dropped")]
public sealed class QualityClassifierAttribute : CorpusRuleAttribute<IQualityClassifier>
{
    /// <summary>Documents of lower quality are dropped; 0 keeps all. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.0)]
    public double MinQuality { get; set; }

    /// <summary>The longest n-gram of characters. Default: 3.</summary>
    [Range(1, 10)]
    [DefaultValue(3)]
    public int CharacterGrams { get; set; } = 3;

    /// <summary>The longest n-gram of words; 0 for none. Default: 2.</summary>
    [Range(0, 10)]
    [DefaultValue(2)]
    public int WordGrams { get; set; } = 2;

    /// <summary>Number of weights that n-grams are hashed to. Default: 65,536.</summary>
    [Range(2, 100_000_000)]
    [DefaultValue(65_536)]
    public int Buckets { get; set; } = 65_536;

    /// <summary>Passes over the documents. Default: 5.</summary>
    [Range(1, 1_000)]
    [DefaultValue(5)]
    public int Epochs { get; set; } = 5;

    /// <summary>The learning rate at the start; it falls linearly to 0. Default: 0.5.</summary>
    [Range(1e-6, 100.0)]
    [DefaultValue(0.5)]
    public double LearningRate { get; set; } = 0.5;

    /// <summary>The share of documents that the classifier is not trained on but measured on, by the area under the ROC curve. Default: 0.1.</summary>
    [Range(0.0, 0.9)]
    [DefaultValue(0.1)]
    public double HeldOutShare { get; set; } = 0.1;
}

/// <summary>What executes <see cref="QualityClassifierAttribute"/>; replaceable through dependency injection.</summary>
public interface IQualityClassifier : ICorpusRule;
