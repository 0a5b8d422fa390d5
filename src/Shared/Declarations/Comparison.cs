namespace Kimi.Shared.Declarations;

/// <summary>How a value is compared with another; the values are those of the language's enumeration of the same name.</summary>
internal enum Comparison
{
    /// <summary>They are equal.</summary>
    EqualTo,

    /// <summary>They differ.</summary>
    DifferentFrom,

    /// <summary>The value is greater.</summary>
    Above,

    /// <summary>The value is smaller.</summary>
    Below,

    /// <summary>The value has the other in it.</summary>
    Containing,

    /// <summary>The value does not have the other in it.</summary>
    Lacking,
}
