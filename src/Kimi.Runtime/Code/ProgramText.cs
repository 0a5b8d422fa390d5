using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Finds the program in a response: the last fenced block of the language, else the last one without a language, else the whole.</summary>
internal static class ProgramText
{
    private const int FenceLength = 3;

    /// <summary>The program, with the white space it begins with.</summary>
    /// <param name="response">The response.</param>
    /// <param name="language">The language of the program.</param>
    public static string Of(string response, ProgramLanguage language)
    {
        var blocks = Blocks(response).ToList();
        return blocks.FindLast(block => IsOf(block.Tag, language)).Text ?? blocks.FindLast(block => block.Tag.Length == 0).Text ?? response;
    }

    /// <summary>The language that a name means; null where no sandbox runs it.</summary>
    /// <param name="name">The name, as <c>cpp</c>.</param>
    public static ProgramLanguage? LanguageOf(string name) =>
        Enum.GetValues<ProgramLanguage>().Where(language => IsOf(name, language)).Select(language => (ProgramLanguage?)language).FirstOrDefault();

    private static IEnumerable<(string Tag, string Text)> Blocks(string response)
    {
        var lines = response.ReplaceLineEndings("\n").Split('\n');
        for (var start = 0; start < lines.Length; start++)
        {
            var fence = FenceOf(lines[start]);
            if (fence.Length == 0)
                continue;
            var end = Array.FindIndex(lines, start + 1, line => FenceOf(line) is var close && close.StartsWith(fence, StringComparison.Ordinal)
                && line.Trim().Length == close.Length);

            // A response that was cut off in a block ends it.
            end = end < 0 ? lines.Length : end;
            yield return (lines[start].Trim()[fence.Length..].Split([' ', '{', ','])[0], string.Join('\n', lines[(start + 1)..end]));
            start = end;
        }
    }

    private static string FenceOf(string line)
    {
        var text = line.TrimStart();
        var mark = text.Length > 0 && text[0] is '`' or '~' ? text[0] : '\0';
        var length = text.TakeWhile(character => character == mark).Count();
        return length >= FenceLength && !(mark == '`' && text[length..].Contains(mark, StringComparison.Ordinal)) ? text[..length] : "";
    }

    private static bool IsOf(string tag, ProgramLanguage language) => language switch
    {
        ProgramLanguage.Python => Is(tag, "python", "python3", "py"),
        ProgramLanguage.C => Is(tag, "c"),
        ProgramLanguage.Cpp => Is(tag, "cpp", "c++", "cc", "cxx"),
        ProgramLanguage.JavaScript => Is(tag, "javascript", "js", "node"),
        _ => Is(tag, "postfix"),
    };

    private static bool Is(string tag, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (tag.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
