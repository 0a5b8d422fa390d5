namespace Kimi.Dsl;

/// <summary>Declares that an option is how many problems a stage takes at a time: more than its prompt set has are not there (KIMI3006).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithinProblemsAttribute : Attribute
{
    /// <summary>
    /// The option that says how often others are drawn in their place: where all are taken, there are none, and the option does nothing (KIMI5006). Empty for
    /// none.
    /// </summary>
    public string Others { get; set; } = "";

    /// <summary>What happens otherwise, in the words of the message: <c>an iteration draws some of them twice</c>.</summary>
    public string Because { get; set; } = "all of them are used anyway";
}

/// <summary>Declares that an option is how many demonstrations a stage takes at a time: more than it is given are not there (KIMI3006).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithinDemonstrationsAttribute : Attribute
{
    /// <summary>The option that says how often that many are taken; empty for none.</summary>
    public string Steps { get; set; } = "";

    /// <summary>What happens otherwise, in the words of the message.</summary>
    public string Because { get; set; } = "all of them are used anyway";
}
