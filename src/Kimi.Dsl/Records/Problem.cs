using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>
/// A prompt, with what is needed to judge a response to it. A team derives its own record; it is stored as JSON with all its public properties and fields,
/// under the name that <see cref="ProblemTypeAttribute"/> gives it.
/// </summary>
[JsonConverter(typeof(ProblemJson))]
public abstract record Problem
{
    /// <summary>Identifies the problem within its set: not empty, and no other problem's.</summary>
    public required string Id { get; init; }

    /// <summary>What the policy is asked.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>How hard the problem is, as graded by its maker: higher is harder. The curriculum uses it.</summary>
    public int Level { get; init; }

    /// <summary>Domains and disciplines, for balance and for reports.</summary>
    public ValueList<string> Tags { get; init; } = [];

    /// <summary>
    /// What it asks, in any words, where others of its set ask the same in another form, such as a text and a picture of it: an evaluation tells in how many
    /// pairs of them the answers agree. Null where none does.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SameAs { get; init; }

    /// <summary>The share of a policy's attempts that were correct, or null when it was never measured (paper 2.1).</summary>
    public double? PassRate { get; init; }
}

/// <summary>A problem with one final answer that can be compared.</summary>
[ProblemType("math")]
public sealed record MathProblem : Problem
{
    /// <summary>The reference answer.</summary>
    public required string Answer { get; init; }

    /// <summary>A worked solution, or empty when the source has none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>The answers to choose from, which the prompt calls A, B and so on; <see cref="Answer"/> is the letter of one. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<string>? Choices { get; init; }

    /// <summary>To how many decimals a number counts as the answer; null where it must be the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Decimals { get; init; }

    /// <summary>Further answers that are as right. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<string>? OtherAnswers { get; init; }
}

/// <summary>The name under which a record of problems is stored, so that the record can be renamed or moved. Default: its full name.</summary>
/// <param name="name">The name; no other record of the application's has it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProblemTypeAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
