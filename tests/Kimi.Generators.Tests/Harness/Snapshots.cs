using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.Renderer;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those kept under <c>Snapshots</c>, in the form of Verify's: one <c>.verified.cs</c> a file.
/// <c>KIMI_ACCEPT_SNAPSHOTS=1</c> rewrites them.
/// </summary>
internal static class Snapshots
{
    private static readonly string _folder = Path.Combine(Repository.Tests, "Snapshots");

    /// <summary>Checks what a driver generated.</summary>
    public static void Verify(GeneratorDriver driver, [CallerMemberName] string method = "", [CallerFilePath] string file = "")
    {
        var prefix = $"{Path.GetFileNameWithoutExtension(file.Replace('\\', '/').Split('/')[^1])}.{method}#";
        var accept = Environment.GetEnvironmentVariable("KIMI_ACCEPT_SNAPSHOTS") == "1";
        Assert.False(accept && Environment.GetEnvironmentVariable("CI") == "true", "snapshots are accepted by people, not by CI");
        Directory.CreateDirectory(_folder);
        var stale = Directory.GetFiles(_folder, prefix + "*.verified.cs").ToHashSet();
        var mismatches = new List<string>();
        var sources = driver.GetRunResult().Results.SelectMany(r => r.GeneratedSources).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            var path = Path.Combine(_folder, $"{prefix}{source.HintName[..^".cs".Length]}.verified.cs");
            var received = $"//HintName: {source.HintName}\n{source.SourceText}";
            var verified = stale.Remove(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
            if (verified == received)
                continue;
            File.WriteAllText(accept ? path : path.Replace(".verified.", ".received."), received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            if (!accept)
                mismatches.Add(UnidiffRenderer.GenerateUnidiff(verified, received, Path.GetFileName(path), "received"));
        }

        foreach (var path in accept ? stale : [])
            File.Delete(path);
        mismatches.AddRange((accept ? [] : stale).Select(path => $"nothing generates {Path.GetFileName(path)} any more"));
        Assert.True(mismatches.Count == 0, string.Join("\n", mismatches));
    }
}
