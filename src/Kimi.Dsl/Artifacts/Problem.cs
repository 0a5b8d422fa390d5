using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>A prompt, with what is needed to judge a response to it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MathProblem), "math")]
public abstract record Problem
{
    /// <summary>Identifies the problem within its set.</summary>
    public required string Id { get; init; }

    /// <summary>The text the policy continues.</summary>
    public required string Prompt { get; init; }

    /// <summary>How hard the problem is, as graded by its maker: higher is harder. The curriculum uses it.</summary>
    public int Level { get; init; }

    /// <summary>Domains and disciplines, for balance and for reports.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The share of a policy's attempts that were correct, or null when it was never measured (paper 2.1).</summary>
    public double? PassRate { get; init; }
}

/// <summary>A problem with one final answer that can be compared.</summary>
public sealed record MathProblem : Problem
{
    /// <summary>The reference answer.</summary>
    public required string Answer { get; init; }

    /// <summary>A worked solution without the answer, or empty when the source has none.</summary>
    public string Solution { get; init; } = "";
}
