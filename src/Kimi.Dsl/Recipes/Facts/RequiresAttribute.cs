namespace Kimi.Dsl;

/// <summary>Declares, on a stage attribute's class, what the stage requires of its inputs; <see cref="Fact"/> says what each fact demands.</summary>
/// <param name="fact">The fact.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequiresAttribute(Fact fact) : Attribute
{
    /// <summary>The fact.</summary>
    public Fact Fact { get; } = fact;
}
