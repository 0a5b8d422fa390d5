namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>Whether two answers say the same.</summary>
internal enum Equality
{
    /// <summary>They do.</summary>
    Equal,

    /// <summary>They do not.</summary>
    Different,

    /// <summary>It could not be found out.</summary>
    Undecided,
}
