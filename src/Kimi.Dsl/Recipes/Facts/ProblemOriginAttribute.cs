namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage that makes problems, where they come from: two stages of one attribute class and source
/// give the same problems, unless their splits keep them apart. Where the attribute class is the source, its other options are part of it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProblemOriginAttribute : Attribute
{
    /// <summary>
    /// The option that names the source, such as a path; while that option is empty, the source is unknown. Empty when the attribute class is the source.
    /// </summary>
    public string Source { get; set; } = "";

    /// <summary>The option of type <see cref="Dsl.Split"/>; empty when the stage always gives all problems.</summary>
    public string Split { get; set; } = "";

    /// <summary>
    /// The option that says which share is held out; empty when it is always the same. Splits of different shares may have problems in common.
    /// </summary>
    public string Share { get; set; } = "";

    /// <summary>The option that says how many of the problems are taken; empty for none. Stages that differ only in it share problems.</summary>
    public string Count { get; set; } = "";

    /// <summary>The type of problem, when no <see cref="IProblemSource{TProblem}"/> among the attribute's type arguments says so.</summary>
    public Type Problem { get; set; } = typeof(Problem);
}
