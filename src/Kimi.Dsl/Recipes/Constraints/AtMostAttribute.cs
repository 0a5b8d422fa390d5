namespace Kimi.Dsl;

/// <summary>
/// Declares that an option is sensible up to the value of another of the same attribute, as a warm-up is up to the length of the run (KIMI5002).
/// </summary>
/// <param name="other">The other option.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AtMostAttribute(string other) : Attribute
{
    /// <summary>The other option.</summary>
    public string Other { get; } = other;

    /// <summary>What follows otherwise, as the message says it: <c>the learning rate would rise at the end</c>.</summary>
    public string Because { get; set; } = "the two contradict each other";
}
