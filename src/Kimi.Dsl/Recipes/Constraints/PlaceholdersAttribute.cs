namespace Kimi.Dsl;

/// <summary>
/// Declares that an option is a template, or a list of templates, in which names in braces stand for something: <c>{prompt}</c>. A template that lacks one it
/// needs, or has one that stands for nothing, is not allowed (KIMI5001).
/// </summary>
/// <param name="needed">The names that it needs, without braces.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlaceholdersAttribute(params string[] needed) : Attribute
{
    /// <summary>The names that it needs.</summary>
    public IReadOnlyList<string> Needed { get; } = needed;

    /// <summary>The names that it may have beside. Default: none.</summary>
    public string[] Optional { get; set; } = [];
}
