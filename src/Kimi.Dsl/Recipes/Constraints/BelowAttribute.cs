namespace Kimi.Dsl;

/// <summary>
/// Declares that an option acts only below another of the stage's, as a penalty does only from an iteration of the run on: at or above it the option
/// would do nothing (KIMI3003; KIMI3005 on a sampler, KIMI4006 on a penalty). On a component's option it names an option of the stage it hangs on.
/// </summary>
/// <param name="other">The other option; a stage that has none of the name is not checked.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BelowAttribute(string other) : Attribute
{
    /// <summary>The other option.</summary>
    public string Other { get; } = other;

    /// <summary>What follows otherwise, as the message says it: <c>the penalty is never in force</c>.</summary>
    public string Because { get; set; } = "it does nothing";
}
