using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// The options of stages that sample responses: which tokens may come next, and where a response ends. A stage attribute that derives from it names its inputs
/// and output with <see cref="IStageSignature{TInput, TOutput}"/>; one with other defaults overrides the options.
/// </summary>
[Futile(nameof(Temperature), Comparison.Above, 3, With = nameof(TopK), WithComparison = Comparison.EqualTo, WithValue = 0,
    Because = "nearly every token is as likely as every other, and responses are noise")]
public abstract class SamplingStageAttribute : StageAttribute
{
    /// <summary>The longest response, in tokens; a longer one is cut off. Default: 128.</summary>
    [Range(1, 10_000_000)]
    [WithinContext]
    [DefaultValue(128)]
    public int MaxResponseTokens { get; set; } = 128;

    /// <summary>The sampling temperature. Default: 1.</summary>
    [Range(0.01, 10.0)]
    [MattersWhen(nameof(TopK), Comparison.DifferentFrom, 1)]
    [MattersWith(typeof(ObjectiveAttribute))]
    [DefaultValue(1.0)]
    public virtual double Temperature { get; set; } = 1;

    /// <summary>Only the most likely tokens that together reach this probability may come next; 1 for all. Default: 1.</summary>
    [Range(0.01, 1.0)]
    [MattersWhen(nameof(TopK), Comparison.DifferentFrom, 1)]
    [DefaultValue(1.0)]
    public double TopP { get; set; } = 1;

    /// <summary>Only this many of the most likely tokens may come next; 0 for all. Default: 0.</summary>
    [Range(0, 10_000_000)]
    [WithinVocabulary(Because = "it leaves out no token")]
    [DefaultValue(0)]
    public int TopK { get; set; }

    /// <summary>Only tokens at least this fraction as likely as the most likely one may come next; 0 for all. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [MattersWhen(nameof(TopK), Comparison.DifferentFrom, 1)]
    [DefaultValue(0.0)]
    public double MinP { get; set; }

    /// <summary>
    /// In how many parts responses are generated: that many executors can work at a time, each with an equal share of the threads. Responses repeat bit
    /// for bit for the same number of parts, whatever executes them. Default: 1.
    /// </summary>
    [Range(1, 1024)]
    [AtMost("PromptsPerIteration", Because = "there are no more parts than prompts")]
    [Operational(Observable.Calls)]
    [DefaultValue(1)]
    public int Parts { get; set; } = 1;

    /// <summary>Ids of tokens that end a response, in addition to the end of text. Default: none.</summary>
    [ItemsWithin(0, int.MaxValue)]
    [DistinctItems]
    [WithinVocabulary(Because = "no response ends there")]
    [EndsResponses]
    public int[] StopTokens { get; set; } = [];

    /// <summary>Texts that end a response; the text that ends it is not part of it. Default: none.</summary>
    [NoEmptyItems]
    [DistinctItems(FirstDecides = true)]
    [EndsResponses]
    [WrittenByThePolicy]
    public string[] StopTexts { get; set; } = [];

    /// <summary>How to sample by these options.</summary>
    public SamplingOptions ToSampling() => new()
    {
        MaxResponseTokens = MaxResponseTokens,
        Temperature = Temperature,
        TopP = TopP,
        TopK = TopK,
        MinP = MinP,
        StopTokens = [.. StopTokens],
        StopTexts = [.. StopTexts],
    };
}
