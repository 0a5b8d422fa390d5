namespace Kimi.Dsl;

/// <summary>Checks what artifacts are made of: code of a team may give null, against the compiler's advice.</summary>
internal static class Parts
{
    /// <summary>The parts of an artifact.</summary>
    /// <typeparam name="T">A part.</typeparam>
    /// <param name="parts">The parts.</param>
    /// <param name="name">What one is called.</param>
    /// <param name="missing">What a part lacks; null for nothing.</param>
    /// <exception cref="KimiException">A part is null, or lacks something.</exception>
    public static IReadOnlyList<T> Checked<T>(IReadOnlyList<T> parts, string name, Func<T, string?> missing)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(parts);
        foreach (var (place, part) in parts.Index())
        {
            if (part is null)
                throw new KimiException($"{name} {place + 1} is null: leave it out");
            if (missing(part) is { } lacks)
                throw new KimiException($"the {lacks} of {name} {place + 1} is null: give it one, or leave the {name} out");
        }

        return parts;
    }
}
