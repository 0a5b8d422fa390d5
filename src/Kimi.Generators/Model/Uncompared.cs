namespace Kimi.Generators.Model;

/// <summary>A value that records which hold it are compared without.</summary>
/// <param name="Value">The value.</param>
internal readonly record struct Uncompared<T>(T Value)
{
    /// <summary>That two are there is all that counts.</summary>
    public bool Equals(Uncompared<T> other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
