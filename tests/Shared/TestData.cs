using Xunit.Abstractions;

namespace Kimi.Tests;

/// <summary>Files from outside the repository, for the tests of the categories Data and Tokenizers. They run where the files are, and tell what they
/// tried.</summary>
internal static class TestData
{
    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A file of the folder of public data that KIMI_TEST_DATA names.</summary>
    public static string File(string name)
    {
        var folder = Environment.GetEnvironmentVariable("KIMI_TEST_DATA");
        Assert.False(string.IsNullOrEmpty(folder), "set KIMI_TEST_DATA to the folder of public data: the tests of category Data read it");
        var path = Path.Combine(folder, name);
        Assert.True(System.IO.File.Exists(path), $"there is no {path}");
        return path;
    }

    /// <summary>The folder of a published tokenizer.</summary>
    public static string Tokenizer(string family)
    {
        var path = Path.Combine(Repository, "tests", ".tokenizers", family);
        Assert.True(Directory.Exists(path), $"there is no {path}: run tests/install-tokenizers.sh");
        return path;
    }

    /// <summary>Says how much a test tried: in its output, and in the file that KIMI_TEST_COUNTS names.</summary>
    public static void Tried(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("KIMI_TEST_COUNTS") is { Length: > 0 } file)
            System.IO.File.AppendAllText(file, line + "\n");
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Kimi.Dsl.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
