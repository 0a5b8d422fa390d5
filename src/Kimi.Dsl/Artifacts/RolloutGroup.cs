using System.Collections;

namespace Kimi.Dsl;

/// <summary>The judged responses to one problem in one iteration: what a response is compared with.</summary>
/// <param name="problem">The problem.</param>
/// <param name="rollouts">Its responses.</param>
public sealed class RolloutGroup(Problem problem, IReadOnlyList<JudgedRollout> rollouts) : IReadOnlyList<JudgedRollout>
{
    /// <summary>The problem.</summary>
    public Problem Problem { get; } = problem;

    /// <inheritdoc/>
    public int Count => rollouts.Count;

    /// <summary>The shortest response's length in tokens.</summary>
    public int MinLength { get; } = rollouts.Min(rollout => rollout.Length);

    /// <summary>The longest response's length in tokens.</summary>
    public int MaxLength { get; } = rollouts.Max(rollout => rollout.Length);

    /// <inheritdoc/>
    public JudgedRollout this[int index] => rollouts[index];

    /// <inheritdoc/>
    public IEnumerator<JudgedRollout> GetEnumerator() => rollouts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
