namespace Kimi.Tests;

/// <summary>What build and start say of tools by one sentence: of those of a class <c>Words</c>, on a stage <c>Acting</c>.</summary>
internal static class ToolSentences
{
    internal const string None =
        "[Words] on stage Acting gives the policy the tools of Words, which has none: mark its public methods with [Description(\"…\")]";

    internal const string Twice = "[Words] on stage Acting has the tool 'count_all' twice, and a call could mean either: give one of them another name";
}
