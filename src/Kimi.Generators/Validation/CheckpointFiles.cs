using System.Runtime.CompilerServices;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Validation;

/// <summary>What the checkpoints say whose <c>config.json</c> is an additional file of the project.</summary>
internal static class CheckpointFiles
{
    private static readonly ConditionalWeakTable<AdditionalText, Lazy<Checkpoint?>> _read = new();

    /// <summary>Finds the checkpoint in a folder: one whose path ends with what the recipe calls it.</summary>
    /// <param name="options">The project's additional files.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Func<string, Checkpoint?> Of(AnalyzerOptions options, CancellationToken cancellationToken) => folder =>
    {
        var path = $"{folder}/{Checkpoint.FileName}";
        while (path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal))
            path = path.Substring(path.IndexOf('/') + 1);
        return folder.Length == 0 ? null : options.AdditionalFiles
            .Where(file => file.Path.EndsWith(Checkpoint.FileName, StringComparison.Ordinal) && IsAt(file.Path.Replace('\\', '/'), path))
            .Select(file => _read.GetValue(file, text => new(() => text.GetText(cancellationToken) is { } json ? Checkpoint.Of(json.ToString()) : null)).Value)
            .FirstOrDefault();
    };

    private static bool IsAt(string file, string path) => file == path || file.EndsWith($"/{path}", StringComparison.Ordinal);
}
