namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage that makes a corpus, where its documents come from: two stages of one attribute class and source give the same
/// documents. Without it, what a stage makes is the same as nothing else.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DocumentOriginAttribute : Attribute
{
    /// <summary>The option that names the source, such as a path; while that option is empty, the source is unknown. Empty when every stage has its own
    /// documents.</summary>
    public string Source { get; set; } = "";

    /// <summary>The option that says which part of the source is read, such as a field; empty when it is always the same.</summary>
    public string Part { get; set; } = "";
}
