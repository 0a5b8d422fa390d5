namespace Kimi.Dsl;

/// <summary>
/// Declares that an option is a text, or a list of texts, that the stage's policy reads or writes: its tokenizer must have the characters (KIMI6009).
/// What stands
/// in braces is left out where the option has <see cref="PlaceholdersAttribute"/>, and of one with <see cref="LinearPatternAttribute"/> only what every text
/// that matches has counts.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WrittenByThePolicyAttribute : Attribute;

/// <summary>
/// Declares, on an option of a reward, that it is a part of the form in which the answer is expected, such as a marker: a policy that was trained for one
/// form is
/// not judged by another (KIMI6011).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AnswerFormAttribute : Attribute;
