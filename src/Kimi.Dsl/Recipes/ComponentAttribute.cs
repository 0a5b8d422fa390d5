namespace Kimi.Dsl;

/// <summary>
/// A component of a stage, and its options: an objective, a sampler, a reward, a penalty, a rollout rule, an environment, a correction or an adapter. The
/// runtime creates the component for each stage that names it, passes it this attribute with the values in force, and takes the rest of its constructor from
/// dependency injection.
/// </summary>
/// <remarks>On a recipe class, it gives its options to the components of its class that do not give them themselves, and adds none.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public abstract class ComponentAttribute : Attribute
{
    private protected ComponentAttribute()
    {
    }

    internal abstract ComponentKinds Kind { get; }

    /// <summary>The class that does the work, or the contract that dependency injection maps to one.</summary>
    public abstract Type Component { get; }

    /// <summary>
    /// The component's name in configuration: <c>LengthPenalty</c> for <c>[LengthPenalty]</c>, and for <c>[Reward&lt;Brevity&gt;]</c> the name of the first
    /// type argument, <c>Brevity</c>.
    /// </summary>
    public string Name
    {
        get
        {
            const string Suffix = "Attribute";
            var type = GetType();
            if (type.IsGenericType)
                return type.GetGenericArguments()[0].Name;
            return type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : type.Name;
        }
    }

    /// <summary>A copy with the same option values, for an overlay to change.</summary>
    public ComponentAttribute Copy() => (ComponentAttribute)MemberwiseClone();
}
