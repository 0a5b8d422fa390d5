using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Validation;

/// <summary>What the checkpoints say whose <c>config.json</c>, and others beside it, are additional files of the project.</summary>
internal static class CheckpointFiles
{
    // What is known of a folder depends on which of its files are additional ones.
    private static readonly ConditionalWeakTable<AnalyzerOptions, ConcurrentDictionary<string, Checkpoint?>> _read = new();

    /// <summary>Finds the checkpoint in a folder: one whose path ends with what the recipe calls it.</summary>
    /// <param name="options">The project's additional files.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Func<string, Checkpoint?> Of(AnalyzerOptions options, CancellationToken cancellationToken) => folder =>
        folder.Length == 0 ? null : _read.GetOrCreateValue(options).GetOrAdd(folder, _ => Read(folder, options, cancellationToken));

    private static Checkpoint? Read(string folder, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var path = $"{folder}/{Checkpoint.FileName}";
        while (path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal))
            path = path.Substring(path.IndexOf('/') + 1);
        var config = options.AdditionalFiles
            .FirstOrDefault(file => file.Path.EndsWith(Checkpoint.FileName, StringComparison.Ordinal) && IsAt(file.Path.Replace('\\', '/'), path));
        if (config?.GetText(cancellationToken) is not { } json)
            return null;
        var start = config.Path.Substring(0, config.Path.Length - Checkpoint.FileName.Length);
        return Checkpoint.Of(
            json.ToString(),
            name => options.AdditionalFiles.FirstOrDefault(file => file.Path == start + name)?.GetText(cancellationToken)?.ToString());
    }

    private static bool IsAt(string file, string path) => file == path || file.EndsWith($"/{path}", StringComparison.Ordinal);
}
