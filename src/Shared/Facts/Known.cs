namespace Kimi.Shared.Facts;

/// <summary>
/// The lattice of what can be known about an artifact: nothing that has the fact went into it (the least element), a value, or something that nobody declared
/// (the greatest). No rule reports anything about what is unknown.
/// </summary>
internal readonly record struct Known<T>
    where T : notnull
{
    private Known(State state, T? value) => (Kind, Value) = (state, value);

    private enum State
    {
        Nothing,
        Value,
        Unknown,
    }

    /// <summary>The least element.</summary>
    public static Known<T> Nothing => default;

    /// <summary>The greatest element.</summary>
    public static Known<T> Unknown => new(State.Unknown, default);

    /// <summary>The value; the default one when there is none.</summary>
    public T? Value { get; }

    /// <summary>Whether there is a value.</summary>
    public bool HasValue => Kind == State.Value;

    private State Kind { get; }

    /// <summary>A value.</summary>
    public static Known<T> Of(T value) => new(State.Value, value);

    /// <summary>The least upper bound of two.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="join">Gives the value that results from two.</param>
    public static Known<T> Join(Known<T> first, Known<T> second, Func<T, T, Known<T>> join) => (first.Kind, second.Kind) switch
    {
        (State.Nothing, _) => second,
        (_, State.Nothing) => first,
        (State.Value, State.Value) => join(first.Value!, second.Value!),
        _ => Unknown,
    };
}
