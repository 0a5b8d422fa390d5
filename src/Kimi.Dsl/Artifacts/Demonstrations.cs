using System.Collections;

namespace Kimi.Dsl;

/// <summary>One example of supervised fine-tuning: the loss is on the response and the end of text that follows it.</summary>
/// <param name="Prompt">What the response answers.</param>
/// <param name="Response">What the policy learns to write.</param>
public sealed record Demonstration(Prompt Prompt, string Response);

/// <summary>Examples for supervised fine-tuning, in a fixed order.</summary>
/// <param name="Examples">The examples.</param>
public sealed record Demonstrations(IReadOnlyList<Demonstration> Examples) : Artifact, IReadOnlyList<Demonstration>
{
    /// <inheritdoc/>
    public int Count => Examples.Count;

    /// <inheritdoc/>
    public Demonstration this[int index] => Examples[index];

    /// <inheritdoc/>
    public IEnumerator<Demonstration> GetEnumerator() => Examples.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
