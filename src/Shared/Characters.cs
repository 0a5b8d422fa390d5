namespace Kimi.Shared;

/// <summary>The characters of texts: two halves of a pair are one.</summary>
internal static class Characters
{
    /// <summary>A text's characters, in their order.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var all = new List<string>();
        for (var i = 0; i < text.Length; i += all[all.Count - 1].Length)
            all.Add(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? text.Substring(i, 2) : text.Substring(i, 1));
        return all;
    }
}
