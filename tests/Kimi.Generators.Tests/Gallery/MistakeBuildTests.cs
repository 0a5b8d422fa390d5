using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Gallery;

/// <summary>
/// The gallery of mistakes through the real command line: all of them in one project, and every one told at its line and column.
/// What stands in a declaration that does not compile has a project of its own, since the compiler then drops all that analyzers say.
/// </summary>
public sealed partial class MistakeBuildTests
{
    private const int FewestInOneBuild = 15;

    [Fact]
    public async Task One_build_tells_every_mistake_at_its_place()
    {
        var mistakes = Mistake.CaughtAt(Caught.Build).Where(m => m.Header.Compiler.Count == 0).ToList();

        var messages = await BuildAsync(mistakes);

        Assert.InRange(mistakes.Count, FewestInOneBuild, int.MaxValue);
        Assert.DoesNotContain(messages, message => !message.IsOurs);
    }

    [Fact]
    public async Task Where_the_compiler_stops_the_mistake_is_told_too()
    {
        var mistakes = Mistake.CaughtAt(Caught.Build).Where(m => m.Header.Compiler.Count > 0).ToList();

        var messages = await BuildAsync(mistakes);

        Assert.NotEmpty(mistakes);
        Assert.Equal(mistakes.SelectMany(m => m.Header.Compiler).Distinct().Order(), messages.Where(m => !m.IsOurs).Select(m => m.Id).Distinct().Order());
    }

    private static async Task<IReadOnlySet<BuildMessage>> BuildAsync(IReadOnlyList<Mistake> mistakes)
    {
        var files = mistakes.SelectMany(mistake => mistake.Files.Select(file => file with { Name = NameInProject(mistake, file) })).ToList();

        var output = await CommandLineBuild.RunAsync(files.Select(file => (file.Name, file.Text)).Append(("Addition.cs", Mistake.Shared)));

        var messages = CommandLineBuild.Messages(output);
        var expected = files.SelectMany(file => CommandLineBuild.Expected(file.Name, file.Text, file.Expected.Where(IsPrinted))).ToHashSet();
        Assert.True(expected.SetEquals(messages.Where(m => m.IsOurs)), $"""
            missing:
            {string.Join('\n', expected.Except(messages))}
            not expected:
            {string.Join('\n', messages.Where(m => m.IsOurs).Except(expected))}
            printed:
            {output}
            """);
        return messages;
    }

    // All files lie in one folder, so each JSON file becomes a profile of its own: kimi.json of GroupOfOne is kimi.group-of-one.json.
    private static string NameInProject(Mistake mistake, MistakeFile file) =>
        file.IsSource ? file.Name : $"kimi.{WordStart().Replace(mistake.Name, "-$0").ToLowerInvariant()}.json";

    // A build does not print what is for the editor only.
    private static bool IsPrinted(Marked mark) => Descriptors.ById[mark.Id].DefaultSeverity >= DiagnosticSeverity.Warning;

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
