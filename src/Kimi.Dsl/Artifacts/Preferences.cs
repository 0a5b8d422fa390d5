using System.Collections;

namespace Kimi.Dsl;

/// <summary>Two responses to one prompt, of which the first is preferred (paper 2.3.5, 2.4).</summary>
/// <param name="Prompt">What the responses answer.</param>
/// <param name="Chosen">The preferred response.</param>
/// <param name="Rejected">The other response.</param>
public sealed record Preference(Prompt Prompt, string Chosen, string Rejected);

/// <summary>Pairs of a preferred and a rejected response, in a fixed order.</summary>
/// <param name="Pairs">The pairs.</param>
public sealed record Preferences(IReadOnlyList<Preference> Pairs) : Artifact, IReadOnlyList<Preference>
{
    /// <inheritdoc/>
    public int Count => Pairs.Count;

    /// <inheritdoc/>
    public Preference this[int index] => Pairs[index];

    /// <inheritdoc/>
    public IEnumerator<Preference> GetEnumerator() => Pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
