using System.Globalization;

namespace Kimi.Tests;

/// <summary>The contents of a runs folder, seen from outside while a process writes to it.</summary>
internal sealed class StoredRun(string runsFolder)
{
    private readonly string _store = Path.Combine(runsFolder, ".store");

    /// <summary>A moment: the given number of additional lines of metrics from now.</summary>
    internal Func<bool> MetricsGrowBy(int lines)
    {
        var enough = Lines() + lines;
        return () => Lines() >= enough;
    }

    /// <summary>A moment: while the given checkpoint, counted from now and from 1, is written.</summary>
    internal Func<bool> ACheckpointIsBeingWritten(int number)
    {
        // What an earlier kill left does not count as writing.
        var (writing, seen) = (IsWriting(), 0);
        return () =>
        {
            var before = writing;
            writing = IsWriting();
            return writing && !before && ++seen == number;
        };

        bool IsWriting() => Stages().Any(stage => Entries(Path.Combine(stage, "checkpoints"), "*.tmp").Length > 0);
    }

    /// <summary>A moment: a stage that is not finished has the checkpoint of the given step, or a later one.</summary>
    internal Func<bool> HasCheckpoint(string stage, int step) => () =>
        Entries(_store, $"{stage}-*").SelectMany(folder => Entries(Path.Combine(folder, "checkpoints"), "*"))
            .Any(checkpoint => int.TryParse(Path.GetFileName(checkpoint), NumberStyles.None, CultureInfo.InvariantCulture, out var saved) && saved >= step);

    /// <summary>A moment: a stage's manifest is being written, or just has been.</summary>
    internal Func<bool> AStageIsBeingPublished()
    {
        var before = Manifests();
        return () => Manifests().Except(before).Any();

        List<string> Manifests() => [.. Stages().SelectMany(stage => Entries(stage, "stage.json*"))];
    }

    /// <summary>No stage may claim to be complete without being so.</summary>
    internal void AssertEveryPublishedStageIsThatOf(StoredRun whole)
    {
        foreach (var stage in Stages().Where(stage => File.Exists(Path.Combine(stage, "stage.json"))).Select(Path.GetFileName))
            AssertSameFiles(
                Path.Combine(whole._store, stage!), Path.Combine(_store, stage!), exceptFor: path => path.StartsWith("checkpoints", StringComparison.Ordinal));
    }

    /// <summary>Outputs, metrics, rollouts and the best policies are the same, byte for byte, and nothing else remains.</summary>
    internal void AssertIs(StoredRun whole)
    {
        var stages = Stages().Select(stage => Path.GetFileName(stage)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(whole.Stages().Select(stage => Path.GetFileName(stage)).Order(StringComparer.Ordinal), stages);
        foreach (var stage in stages)
            AssertSameFiles(Path.Combine(whole._store, stage), Path.Combine(_store, stage), exceptFor: _ => false);
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(runsFolder, "*", SearchOption.AllDirectories), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static void AssertSameFiles(string expected, string actual, Func<string, bool> exceptFor)
    {
        var files = Files(expected);
        Assert.NotEmpty(files);
        Assert.Equal(files, Files(actual).Where(file => !exceptFor(file)));
        // Times differ from run to run; computed values must not.
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

    // Folders whose names begin with a dot are notes of the store's own.
    private string[] Stages() => [.. Entries(_store, "*").Where(folder => Path.GetFileName(folder)[0] != '.')];

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
