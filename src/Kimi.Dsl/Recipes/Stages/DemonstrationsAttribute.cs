using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Makes demonstrations, the examples of SFT, for a set of problems.</summary>
[Establishes(Fact.DemonstrationCount, Limits = true, Times = nameof(PerProblem))]
public abstract class DemonstrationsAttribute : StageAttribute<PromptSet, Demonstrations>
{
    private protected DemonstrationsAttribute()
    {
    }

    /// <summary>The demonstration source: a class that implements <see cref="IDemonstrationSource"/>.</summary>
    public abstract Type Source { get; }

    /// <summary>How many demonstrations to make for each problem. Default: 1.</summary>
    [Range(1, 10_000)]
    [DefaultValue(1)]
    public int PerProblem { get; set; } = 1;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = PerProblem * inputs[0].Items };
}

/// <summary>
/// Makes demonstrations by <typeparamref name="TSource"/>. Derive from it to give a source options of its own: the source receives
/// the attribute in its constructor.
/// </summary>
/// <typeparam name="TSource">The demonstration source.</typeparam>
public class DemonstrationsAttribute<TSource> : DemonstrationsAttribute
    where TSource : class, IDemonstrationSource
{
    /// <inheritdoc/>
    public sealed override Type Source => typeof(TSource);
}
