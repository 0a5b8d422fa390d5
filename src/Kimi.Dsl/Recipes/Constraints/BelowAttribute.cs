namespace Kimi.Dsl;

/// <summary>
/// Declares that an option has an effect only below another option of the stage, as a penalty that starts at an iteration has only if the run is longer: at or
/// above it, the option would do nothing (KIMI3003; KIMI3005 on a sampler, KIMI4006 on a penalty). On a component's option, it names an option of the stage
/// that the component is on.
/// </summary>
/// <param name="other">The other option; a stage without an option of that name is not checked.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BelowAttribute(string other) : Attribute
{
    /// <summary>The other option.</summary>
    public string Other { get; } = other;

    /// <summary>What happens otherwise, in the words of the message: <c>the penalty is never in force</c>.</summary>
    public string Because { get; set; } = "it does nothing";
}
