namespace Kimi.Dsl;

/// <summary>Declares, on the attribute class of a stage or component, that at least one of some options is true: with all of them off it does nothing
/// (KIMI5008).</summary>
/// <param name="options">The options.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OneOfAttribute(params string[] options) : Attribute
{
    /// <summary>The options.</summary>
    public IReadOnlyList<string> Options { get; } = options;

    /// <summary>What happens otherwise, in the words of the message: <c>no answer is ever found</c>.</summary>
    public string Because { get; set; } = "nothing is left to do";
}

/// <summary>Declares, on a stage attribute's class, the fewest artifacts of a type with which the stage does anything (KIMI6017).</summary>
/// <param name="of">The type of artifact.</param>
/// <param name="count">How many.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesAtLeastAttribute(Type of, int count) : Attribute
{
    /// <summary>The type of artifact.</summary>
    public Type Of { get; } = of;

    /// <summary>How many.</summary>
    public int Count { get; } = count;

    /// <summary>What happens otherwise, in the words of the message: <c>it makes what it takes</c>.</summary>
    public required string Because { get; set; }
}

/// <summary>Declares, on an option, how many artifacts of a type the stage takes at one value of the option (KIMI5009).</summary>
/// <param name="of">The type of artifact.</param>
/// <param name="count">How many.</param>
/// <param name="at">The value.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class TakesExactlyAttribute(Type of, int count, object at) : Attribute
{
    /// <summary>The type of artifact.</summary>
    public Type Of { get; } = of;

    /// <summary>How many.</summary>
    public int Count { get; } = count;

    /// <summary>The value.</summary>
    public object At { get; } = at;
}
