using System.Collections;

namespace Kimi.Dsl;

/// <summary>Verifiable problems, in a fixed order.</summary>
/// <param name="Problems">The problems.</param>
public sealed record PromptSet(IReadOnlyList<Problem> Problems) : Artifact, IReadOnlyList<Problem>
{
    /// <inheritdoc/>
    public int Count => Problems.Count;

    /// <inheritdoc/>
    public Problem this[int index] => Problems[index];

    /// <summary>The problems that satisfy a condition, in the same order.</summary>
    /// <param name="condition">What to keep.</param>
    public PromptSet Where(Func<Problem, bool> condition) => new([.. Problems.Where(condition)]);

    /// <inheritdoc/>
    public IEnumerator<Problem> GetEnumerator() => Problems.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
