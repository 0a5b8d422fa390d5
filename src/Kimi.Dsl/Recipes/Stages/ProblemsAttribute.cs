using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Which part of a source's problems a stage takes. A problem always belongs to the same part, by a hash of its prompt.</summary>
public enum Split
{
    /// <summary>Nine in ten problems: for training.</summary>
    Train,

    /// <summary>The remaining tenth: for evaluation, never seen by a stage that takes <see cref="Train"/>.</summary>
    HeldOut,

    /// <summary>All problems.</summary>
    All,
}

/// <summary>Makes verifiable problems from a source.</summary>
[ProblemOrigin(Split = nameof(Split), Count = nameof(Count))]
[Establishes(Fact.ProblemCount, Option = nameof(Count))]
public abstract class ProblemsAttribute : StageAttribute<PromptSet>
{
    private protected ProblemsAttribute()
    {
    }

    /// <summary>The problem source: a class that implements <see cref="IProblemSource"/>.</summary>
    public abstract Type Source { get; }

    /// <summary>How many distinct problems to make. Default: 1024.</summary>
    [Range(1, 10_000_000)]
    [DefaultValue(1024)]
    public int Count { get; set; } = 1024;

    /// <summary>Which part of the source's problems to take. Default: <see cref="Split.Train"/>.</summary>
    [DefaultValue(Split.Train)]
    public Split Split { get; set; }

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

/// <summary>
/// Makes verifiable problems from <typeparamref name="TSource"/>. Derive from it to give a source options of its own: the source
/// receives the attribute in its constructor.
/// </summary>
/// <typeparam name="TSource">The problem source.</typeparam>
public class ProblemsAttribute<TSource> : ProblemsAttribute
    where TSource : class, IProblemSource
{
    /// <inheritdoc/>
    public sealed override Type Source => typeof(TSource);
}
