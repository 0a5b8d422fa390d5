namespace Kimi.Dsl;

/// <summary>
/// Declares that an option makes sense only up to the value of another of the same attribute, as a warm-up does up to the length of the run (KIMI5002).
/// </summary>
/// <param name="other">The other option.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AtMostAttribute(string other) : Attribute
{
    /// <summary>The other option.</summary>
    public string Other { get; } = other;

    /// <summary>Whether the other option sets no limit where it is 0. Default: false.</summary>
    public bool ZeroIsNoLimit { get; set; }

    /// <summary>Whether a value that is given must be below the other option, where that is above 1. Default: false.</summary>
    public bool OrBelow { get; set; }

    /// <summary>What happens otherwise, in the words of the message: <c>the learning rate would rise at the end</c>.</summary>
    public string Because { get; set; } = "the two contradict each other";
}
