namespace Kimi.Shared;

/// <summary>The building blocks of sentences.</summary>
internal static class Words
{
    /// <summary>A noun, or an attribute in brackets, with <c>a</c> or <c>an</c>.</summary>
    public static string A(string noun) =>
        (noun.TrimStart('[') is { Length: > 0 } word && word[0] is 'a' or 'e' or 'i' or 'o' or 'u' or 'A' or 'E' or 'I' or 'O' or 'U' ? "an " : "a ") + noun;

    /// <summary>An enumeration in a sentence: <c>a, b or c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string conjunction) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[items.Count - 1]}",
    };
}
