using Kimi.Cli.Reports.Markup;

namespace Kimi.Cli.Reports.Sections;

/// <summary>How problems and responses are shown.</summary>
internal static class ResponseText
{
    /// <summary>A problem, with its images above its text.</summary>
    public static Html Problem(Html images, string prompt, int level, IEnumerable<string> tags) =>
        Html.Of($"{images}<pre>{prompt}</pre><small>level {level}{tags.Select(tag => Html.Of($", {tag}"))}</small>");

    /// <summary>A response, right or wrong, or null if nothing judged it.</summary>
    public static Html Response(string text, int tokens, bool? isCorrect)
    {
        var (style, verdict) = isCorrect switch
        {
            true => ("right", "✓ right"),
            false => ("wrong", "✗ wrong"),
            null => ("not-judged", "not judged"),
        };
        return Html.Of($"<div class=\"{style}\"><pre>{text}</pre><small>{verdict}, {tokens} tokens</small></div>");
    }
}
