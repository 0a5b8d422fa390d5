using System.Security.Cryptography;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;
using Kimi.Torch.Native;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>What can be seen of a run of one stage.</summary>
/// <param name="Output">A hash of the output's files; empty where the stage ended with an error.</param>
/// <param name="Files">The other files, at every step and at the end.</param>
/// <param name="Calls">What was counted.</param>
/// <param name="Ending">The error; empty without one.</param>
/// <param name="PeakBytes">The most memory of tensors in use beyond what was at its beginning.</param>
internal sealed record Observation(string Output, string Files, string Calls, string Ending, long PeakBytes)
{
    internal string Of(Observable observable) => observable switch
    {
        Observable.Files => Files,
        Observable.Calls => Calls,
        Observable.Memory => $"{PeakBytes}",
        _ => Ending,
    };
}

/// <summary>Looks at the memory in use again and again.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly long _before = NativeHeap.InUse ?? 0;
    private readonly Thread _thread;
    private volatile bool _ended;
    private long _most;

    internal MemoryWatch()
    {
        _thread = new(() =>
        {
            while (!_ended)
            {
                _most = Math.Max(_most, NativeHeap.InUse ?? 0);
                Thread.Yield();
            }
        });
        _thread.Start();
    }

    /// <summary>The most bytes beyond those at the beginning.</summary>
    internal long Peak => Interlocked.Read(ref _most) - _before;

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }
}

/// <summary>Runs single stages. What comes before them is made once.</summary>
internal sealed class Observatory : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Observatory()
    {
    }

    /// <summary>Folders with small policies.</summary>
    internal IReadOnlyList<string> Policies { get; private set; } = [];

    /// <summary>A folder for what components keep by themselves; it is empty when a run begins.</summary>
    internal string Kept => _folder.File("kept");

    /// <summary>A file for inputs.</summary>
    internal string File(string name) => _folder.File(name);

    private string Store => _folder.File("runs/.store");

    public void Dispose() => _folder.Dispose();

    internal static async Task<Observatory> CreateAsync()
    {
        var observatory = new Observatory();
        using var host = new TestHost(runsFolder: observatory._folder.File("runs"));
        var results = await host.RunAsync(new RecipeGraph("policies", typeof(Observatory), seed: 1, Before.Policy, Before.OtherPolicy));
        observatory.Policies = [.. results.Select(result => Path.Combine(result.Folder, "output"))];
        return observatory;
    }

    internal async Task<Observation> ObserveAsync(OptionProof proof, Attribute attribute)
    {
        var stage = proof.Stage(attribute);
        var files = new List<string>();
        var counts = new CallCounts();
        using var host = new TestHost(services => proof.Services(services, counts), _folder.File("runs"));
        host.Log.OnStep = _ => files.Add(FilesOf(stage));
        using var memory = proof.IsAboutMemory ? new MemoryWatch() : null;
        try
        {
            Directory.CreateDirectory(Kept);
            var results = await host.RunAsync(GraphOf(stage), new RunRequest { Until = stage });
            Assert.False(results[^1].Cached);
            files.Add(FilesOf(stage));
            return new(Hash(Path.Combine(results[^1].Folder, "output")), string.Join(" | ", files), $"{counts}", "", memory?.Peak ?? 0);
        }
        catch (Exception exception) when (exception is KimiException or StageFailedException)
        {
            return new("", string.Join(" | ", files), $"{counts}", exception.Message, memory?.Peak ?? 0);
        }
        finally
        {
            // The next run of the stage is to be seen from its beginning.
            foreach (var folder in Folders(stage))
                Directory.Delete(folder, recursive: true);
            Directory.Delete(Kept, recursive: true);
        }
    }

    private static RecipeGraph GraphOf(Stage stage)
    {
        var stages = new List<Stage>();
        Add(stage);
        return new("proved", typeof(Observatory), seed: 1, stages);

        void Add(Stage next)
        {
            foreach (var source in next.Sources)
                Add(source);
            if (!stages.Contains(next))
                stages.Add(next);
        }
    }

    private string[] Folders(Stage stage) => Directory.Exists(Store) ? Directory.GetDirectories(Store, $"{stage.Name}-*") : [];

    private string FilesOf(Stage stage)
    {
        var besideTheOutput = from folder in Folders(stage)
                              from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                              let path = Path.GetRelativePath(folder, file)
                              where path.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
                                  && !path.StartsWith("output", StringComparison.Ordinal) && !path.Contains(".tmp", StringComparison.Ordinal)
                              select path;
        var kept = Directory.EnumerateFiles(Kept, "*", SearchOption.AllDirectories).Count();
        return $"{string.Join(' ', besideTheOutput.Order(StringComparer.Ordinal))} {kept}";
    }

    private static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(System.IO.File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
