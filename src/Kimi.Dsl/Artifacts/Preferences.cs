using System.Collections;
using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>Two responses to one prompt, of which the first is preferred (paper 2.3.5, 2.4).</summary>
/// <param name="Prompt">What the responses answer.</param>
/// <param name="Chosen">The preferred response; of an episode, its last turn.</param>
/// <param name="Rejected">The other response; of an episode, its last turn.</param>
public sealed record Preference(Prompt Prompt, string Chosen, string Rejected)
{
    /// <summary>The turns of the preferred response, if it is an episode, by the tokenizer of the policy that acted. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<Turn>? ChosenTurns { get; init; }

    /// <summary>The turns of the other response, if it is an episode, by the tokenizer of the policy that acted. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<Turn>? RejectedTurns { get; init; }
}

/// <summary>Pairs of a preferred and a rejected response, in a fixed order.</summary>
/// <param name="Pairs">The pairs.</param>
/// <exception cref="KimiException">A pair is null, or a part of one.</exception>
public sealed record Preferences(IReadOnlyList<Preference> Pairs) : Artifact, IReadOnlyList<Preference>
{
    /// <summary>The pairs.</summary>
    public IReadOnlyList<Preference> Pairs { get; init => field = Checked(value); } = Checked(Pairs);

    /// <inheritdoc/>
    public int Count => Pairs.Count;

    /// <inheritdoc/>
    public Preference this[int index] => Pairs[index];

    /// <inheritdoc/>
    public IEnumerator<Preference> GetEnumerator() => Pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IReadOnlyList<Preference> Checked(IReadOnlyList<Preference> pairs) => Parts.Checked(
        pairs, "preference",
        pair => pair.Prompt is null ? "prompt" : pair.Chosen is null ? "chosen response" : pair.Rejected is null ? "rejected response" : null);
}
