using Kimi.Generators.Tests.Harness;

namespace Kimi.Architecture.Tests;

/// <summary>Lines fit on a screen.</summary>
public sealed class LineTests
{
    private const int Limit = 160;

    // Begins a line that holds a message of the command line exactly as it is printed, in the test cases that are such files.
    private const string QuotedMessage = "// Says: ";

    /// <summary>The folders of sources; those of <c>src</c> and <c>tests</c> by project, so that a failure says whose lines they are.</summary>
    public static TheoryData<string> Folders => [.. WrittenFiles.With(".cs").Select(Folder).Distinct()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_line_is_longer_than_160_characters(string folder)
    {
        var tooLong = (from file in WrittenFiles.With(".cs")
                       where Folder(file) == folder
                       from line in File.ReadLines(Path.Combine(Repository.Root, file)).Index()
                       where line.Item.Length > Limit && !line.Item.StartsWith(QuotedMessage, StringComparison.Ordinal)
                       select $"{file}:{line.Index + 1} has {line.Item.Length} characters").ToList();

        Assert.True(tooLong.Count == 0, string.Join('\n', tooLong));
    }

    private static string Folder(string file)
    {
        var parts = file.Split('/');
        return parts[0] is "src" or "tests" or "benchmarks" ? $"{parts[0]}/{parts[1]}" : parts[0];
    }
}
