using System.Collections.Concurrent;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>A fact that flows along the graph: a lattice of values, and how each stage changes them according to its attribute's declarations.</summary>
/// <typeparam name="T">The values.</typeparam>
/// <param name="fact">The fact.</param>
internal abstract class FlowFact<T>(Fact fact)
    where T : notnull
{
    // Small from the start: there are some twenty facts, each about a few stages.
    private readonly ConcurrentDictionary<CheckedStage, Known<T>> _outputs = new(concurrencyLevel: 1, capacity: 11);

    /// <summary>The fact.</summary>
    protected Fact Fact { get; } = fact;

    /// <summary>What is known about a stage's output. Several rules may ask at once.</summary>
    public Known<T> this[CheckedStage stage] => _outputs.TryGetValue(stage, out var known) ? known : _outputs[stage] = Transfer(stage);

    /// <summary>What a stage that declares the fact sets it to.</summary>
    protected abstract Known<T> Establish(CheckedStage stage, DeclaredAttribute declaration);

    /// <summary>The value that results when artifacts with these two go into one artifact.</summary>
    protected abstract Known<T> Join(T first, T second);

    /// <summary>The value that results from all inputs together.</summary>
    protected Known<T> JoinOf(IEnumerable<CheckedStage> sources) =>
        sources.Select(source => this[source]).Aggregate(Known<T>.Nothing, (all, one) => Known<T>.Join(all, one, Join));

    /// <summary>What a stage sets the fact to by something else than a declaration; null for nothing.</summary>
    protected virtual Known<T>? Given(CheckedStage stage) => null;

    // A policy from elsewhere has a value that nobody declared; prompts do not have this fact.
    private Known<T> Transfer(CheckedStage stage)
    {
        if (Given(stage) is { } given)
            return given;
        if (stage.Part.Declaration.Establishes(Fact) is { } declaration)
            return Establish(stage, declaration);
        if (stage.IsTransform || (stage.Inputs.Count == 0 && stage.Output.IsPolicy))
            return Known<T>.Unknown;
        // A reward model is made from a policy, whatever made the pairs.
        var own = stage.Ingredients.Where(input => input.Source.Output == stage.Output || (stage.Output.IsRewardModel && input.Source.Output.IsPolicy))
            .ToList();
        return JoinOf((own.Count > 0 ? own : stage.Ingredients).Select(input => input.Source));
    }
}
