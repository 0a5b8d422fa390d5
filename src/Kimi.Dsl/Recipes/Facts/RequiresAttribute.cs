namespace Kimi.Dsl;

/// <summary>Declares, on a stage attribute's class, what the stage requires of its inputs, or on a component's class or an option, what the
/// stage requires that has it or gives it; <see cref="Fact"/> says what each fact demands.</summary>
/// <param name="fact">The fact.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class RequiresAttribute(Fact fact) : Attribute
{
    /// <summary>The fact.</summary>
    public Fact Fact { get; } = fact;

    /// <summary>The values of the option that require it. Default: all but the option's default.</summary>
    public object[] Values { get; set; } = [];
}
