namespace Kimi.Runtime.Reports;

/// <summary>How problems and responses are shown.</summary>
internal static class ResponseText
{
    /// <summary>A problem.</summary>
    public static Html Problem(string prompt, int level, IEnumerable<string> tags) => Html.Of($"<pre>{prompt}</pre><small>level {level}{tags.Select(tag => Html.Of($", {tag}"))}</small>");

    /// <summary>A response, right or wrong.</summary>
    public static Html Response(string text, int tokens, bool isCorrect) => Html.Of(
        $"<div class=\"{(isCorrect ? "right" : "wrong")}\"><pre>{text}</pre><small>{(isCorrect ? "✓ right" : "✗ wrong")}, {tokens} tokens</small></div>");
}
