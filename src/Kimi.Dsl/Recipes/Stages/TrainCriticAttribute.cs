using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Trains a chain-of-thought reward model (paper 2.3.5): it reads the problem, the reference answer and the response, reasons step by step, and ends with a
/// verdict in JSON: <c>{"correct":true}</c>.
/// </summary>
[UsesMemory(MemoryUse.Training, BatchSequences = nameof(BatchSize))]
public abstract class TrainCriticAttribute : RewardModelTrainingAttribute
{
    private protected TrainCriticAttribute()
    {
    }

    /// <summary>The critique source: a class that implements <see cref="ICritiqueSource"/>.</summary>
    public abstract Type Source { get; }

    /// <summary>The longest critique, verdict included, in tokens; a longer one is cut, and then has no verdict. Default: 128.</summary>
    [Range(1, 10_000_000)]
    [WithinContext]
    [DefaultValue(128)]
    public int MaxCritiqueTokens { get; set; } = 128;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var policy = inputs[0];
        var batchTokens = BatchSize * policy.ContextLength;
        return StageEstimate.Of(policy) with { Items = 0, TrainedTokens = Steps * batchTokens };
    }
}

/// <summary>
/// Trains a chain-of-thought reward model on critiques by <typeparamref name="TSource"/>. Derive from it to give a source options of its own: the source
/// receives the attribute in its constructor.
/// </summary>
/// <typeparam name="TSource">The critique source.</typeparam>
public class TrainCriticAttribute<TSource> : TrainCriticAttribute
    where TSource : class, ICritiqueSource
{
    /// <inheritdoc/>
    public sealed override Type Source => typeof(TSource);
}
