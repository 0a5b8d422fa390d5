namespace Kimi.Dsl;

/// <summary>
/// Declares that an option is a text, or a list of texts, that the stage's policy reads or writes: its tokenizer must have the characters (KIMI6009).
/// What stands
/// in braces is left out where the option has <see cref="PlaceholdersAttribute"/>, and of one with <see cref="LinearPatternAttribute"/> only what every text
/// that matches has counts.
/// </summary>
/// <remarks>On a class: a text that the policy writes whatever the options are, such as the call of a tool.</remarks>
/// <param name="text">The text, on a class.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class WrittenByThePolicyAttribute(string text = "") : Attribute
{
    /// <summary>The text, on a class.</summary>
    public string Text { get; } = text;
}

/// <summary>
/// Declares, on an option of a reward that is true or false, the text by which the reward then finds an answer. Where no text of those that are true can be
/// written with the policy's alphabet, no answer is found (KIMI6009).
/// </summary>
/// <param name="text">The text; empty where every response has an answer.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FindsAnswerByAttribute(string text) : Attribute
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;
}

/// <summary>
/// Declares, on an option of a reward, that it is a part of the form in which the answer is expected, such as a marker: a policy that was trained for one
/// form is
/// not judged by another (KIMI6011).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AnswerFormAttribute : Attribute;
