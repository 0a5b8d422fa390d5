using System.Text;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Architecture.Tests;

/// <summary>The graphs of rooms in CONTRIBUTING.md, between two marks.</summary>
internal static class RoomPage
{
    private const string Begin = "<!-- rooms: written by tests/Kimi.Architecture.Tests -->\n";
    private const string End = "<!-- end of rooms -->\n";

    private static string File => Path.Combine(Repository.Root, "CONTRIBUTING.md");

    /// <summary>The page as it is.</summary>
    public static string Read() => System.IO.File.ReadAllText(File);

    /// <summary>Replaces the page.</summary>
    /// <param name="page">The page.</param>
    public static void Write(string page) => System.IO.File.WriteAllText(File, page);

    /// <summary>The page with graphs as sources have them.</summary>
    /// <param name="page">The page as it is.</param>
    public static string Draw(string page)
    {
        var start = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"CONTRIBUTING.md has lost the marks between which rooms are drawn: {Begin} and {End}");
        var text = new StringBuilder(page[..start]).Append(Begin);
        foreach (var project in SourceProject.All)
            text.Append($"\n`{project.Name}`\n\n```mermaid\n{Mermaid(project.Rooms)}```\n");
        return text.Append('\n').Append(page[end..]).ToString();
    }

    private static string Mermaid(RoomGraph rooms)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var room in rooms.Rooms)
            text.Append($"    {Id(room)}[\"{room}\"]\n");
        foreach (var (from, to) in rooms.Direct)
            text.Append($"    {Id(from)} --> {Id(to)}\n");
        return text.ToString();
    }

    private static string Id(string room) => room.Replace('/', '_').Replace('.', '_');
}
