namespace Kimi.Dsl;

/// <summary>
/// Declares that a text of an option, or one in its list, has none of some texts in it, such as an address where a file of this machine is named (KIMI5001).
/// </summary>
/// <param name="texts">The texts.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class NotContainingAttribute(params string[] texts) : Attribute
{
    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts { get; } = texts;

    /// <summary>Whether only the end counts, as of a file's name, case aside. Default: false.</summary>
    public bool AtEnd { get; set; }

    /// <summary>Whether only the beginning counts. Default: false.</summary>
    public bool AtStart { get; set; }

    /// <summary>What is wrong with it and what to do, in the words of the message: <c>only files of this machine are read: download it</c>.</summary>
    public required string Because { get; set; }
}
