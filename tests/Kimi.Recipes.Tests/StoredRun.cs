namespace Kimi.Recipes.Tests;

/// <summary>What a runs folder holds, as a test sees it from outside while a process writes to it.</summary>
internal sealed class StoredRun(string runsFolder)
{
    private readonly string _store = Path.Combine(runsFolder, ".store");

    /// <summary>A moment: so many lines of metrics more than now.</summary>
    internal Func<bool> MetricsGrowBy(int lines)
    {
        var enough = Lines() + lines;
        return () => Lines() >= enough;
    }

    /// <summary>A moment: within the writing of the given checkpoint from now, the first being 1.</summary>
    internal Func<bool> ACheckpointIsBeingWritten(int number)
    {
        // What an earlier kill left is no writing.
        var (writing, seen) = (IsWriting(), 0);
        return () =>
        {
            var before = writing;
            writing = IsWriting();
            return writing && !before && ++seen == number;
        };

        bool IsWriting() => Stages().Any(stage => Entries(Path.Combine(stage, "checkpoints"), "*.tmp").Length > 0);
    }

    /// <summary>A moment: a stage's manifest is being written, or just is.</summary>
    internal Func<bool> AStageIsBeingPublished()
    {
        var before = Manifests();
        return () => Manifests().Except(before).Any();

        List<string> Manifests() => [.. Stages().SelectMany(stage => Entries(stage, "stage.json*"))];
    }

    /// <summary>No stage may say that it is whole and not be.</summary>
    internal void AssertEveryPublishedStageIsThatOf(StoredRun whole)
    {
        foreach (var stage in Stages().Where(stage => File.Exists(Path.Combine(stage, "stage.json"))).Select(Path.GetFileName))
            AssertSameFiles(
                Path.Combine(whole._store, stage!), Path.Combine(_store, stage!), exceptFor: path => path.StartsWith("checkpoints", StringComparison.Ordinal));
    }

    /// <summary>Outputs, metrics, rollouts and the best policies are the same, byte for byte, and nothing else is left.</summary>
    internal void AssertIs(StoredRun whole)
    {
        AssertSameFiles(whole._store, _store, exceptFor: _ => false);
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(runsFolder, "*", SearchOption.AllDirectories), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static void AssertSameFiles(string expected, string actual, Func<string, bool> exceptFor)
    {
        var files = Files(expected);
        Assert.NotEmpty(files);
        Assert.Equal(files, Files(actual).Where(file => !exceptFor(file)));
        // Times differ from run to run; all that is computed must not.
        foreach (var file in files.Where(file => Path.GetFileName(file) is not ("stage.json" or "measurements.jsonl" or "lock")))
            Assert.True(File.ReadAllBytes(Path.Combine(expected, file)).SequenceEqual(File.ReadAllBytes(Path.Combine(actual, file))), $"{file} differs");
    }

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal)];

    private static string[] Entries(string folder, string pattern)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder, pattern);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private string[] Stages() => Entries(_store, "*");

    private int Lines()
    {
        var lines = 0;
        foreach (var file in Stages().SelectMany(stage => Entries(stage, "metrics.jsonl")))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            lines += reader.ReadToEnd().Count(character => character == '\n');
        }

        return lines;
    }
}
