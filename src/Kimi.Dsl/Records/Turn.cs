using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>A turn of a rollout: the policy's, or its environment's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(PolicyTurn), "policy")]
[JsonDerivedType(typeof(EnvironmentTurn), "environment")]
public abstract record Turn
{
    private protected Turn()
    {
    }

    /// <summary>Its tokens.</summary>
    [JsonIgnore]
    public abstract IEnumerable<int> AllTokens { get; }
}

/// <summary>What the policy wrote in a turn.</summary>
/// <param name="Segments">In the order they were sampled; several when the turn was spread over iterations.</param>
public sealed record PolicyTurn(ValueList<RolloutSegment> Segments) : Turn
{
    /// <summary>Its text, without what ended it; empty while it is unfinished.</summary>
    public string Text { get; init; } = "";

    /// <summary>The stop text that ended it; null while it is unfinished, and where something else ended it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StopText { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<int> AllTokens => Segments.SelectMany(segment => segment.Tokens);
}

/// <summary>What the environment replied in a turn. It never trains.</summary>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Text">Its text.</param>
public sealed record EnvironmentTurn(ValueList<int> Tokens, string Text = "") : Turn
{
    /// <summary>Whether it was longer, and was cut.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCut { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IEnumerable<int> AllTokens => Tokens;
}

/// <summary>The part of a turn that one policy sampled: all of it, unless the turn was spread over several iterations.</summary>
/// <param name="PolicyVersion">The iteration whose policy sampled it.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Logprobs">log π(token) of each under that policy, at the sampling temperature; natural logarithm.</param>
public sealed record RolloutSegment(int PolicyVersion, ValueList<int> Tokens, ValueList<float> Logprobs);
