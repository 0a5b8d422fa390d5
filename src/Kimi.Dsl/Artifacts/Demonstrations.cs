using System.Collections;
using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>One example of supervised fine-tuning: the loss is on the response and the end of text that follows it.</summary>
/// <param name="Prompt">What the response answers.</param>
/// <param name="Response">What the policy learns to write; of an episode, its last turn.</param>
public sealed record Demonstration(Prompt Prompt, string Response)
{
    /// <summary>The turns of an episode, by the tokenizer of the policy that acted: its own are learned, the environment's only read. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<Turn>? Turns { get; init; }
}

/// <summary>Examples for supervised fine-tuning, in a fixed order.</summary>
/// <param name="Examples">The examples.</param>
/// <exception cref="KimiException">An example is null, or a part of one.</exception>
public sealed record Demonstrations(IReadOnlyList<Demonstration> Examples) : Artifact, IReadOnlyList<Demonstration>
{
    /// <summary>The examples.</summary>
    public IReadOnlyList<Demonstration> Examples { get; init => field = Checked(value); } = Checked(Examples);

    /// <inheritdoc/>
    public int Count => Examples.Count;

    /// <inheritdoc/>
    public Demonstration this[int index] => Examples[index];

    /// <inheritdoc/>
    public IEnumerator<Demonstration> GetEnumerator() => Examples.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IReadOnlyList<Demonstration> Checked(IReadOnlyList<Demonstration> examples) => Parts.Checked(
        examples, "demonstration", example => example.Prompt is null ? "prompt" : example.Response is null ? "response" : null);
}
