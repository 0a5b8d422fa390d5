using Kimi.Generators.Model;

namespace Kimi.Generators.Validation;

/// <summary>What sentences are made of.</summary>
internal static class Words
{
    /// <summary>Two types that differ, told apart: by their short names when those differ.</summary>
    public static (string First, string Second) Distinct(TypeRef first, TypeRef second) =>
        first.Name != second.Name ? (first.Name, second.Name) : (Plain(first), Plain(second));

    /// <summary>A noun with <c>a</c> or <c>an</c>.</summary>
    public static string A(string noun) => (noun.Length > 0 && "aeiouAEIOU".IndexOf(noun[0]) >= 0 ? "an " : "a ") + noun;

    /// <summary>An enumeration in a sentence: <c>a, b or c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string conjunction) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[items.Count - 1]}",
    };

    private static string Plain(TypeRef type) => type.FullName.Replace("global::", "");
}
