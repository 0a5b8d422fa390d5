using System.Globalization;
using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>Checkpoints as numbered folders, of which the newest is used; and the best policy, in a folder that outlives them.</summary>
/// <param name="stage">The stage's name, for errors.</param>
/// <param name="folder">Where the numbered folders go.</param>
/// <param name="bestFolder">Where the best goes.</param>
/// <param name="own">What every checkpoint contains in addition to what the stage provides.</param>
internal sealed class Checkpoints(string stage, string folder, string bestFolder, IReadOnlyList<CheckpointPart> own) : ICheckpoints
{
    private const string BestFile = "best.json";

    private double? _bestScore;

    /// <summary>The step that the newest checkpoint continues with, or null if there is none.</summary>
    public int? LatestStep => Latest?.Step;

    private (int Step, string Folder)? Latest => All().Cast<(int, string)?>().LastOrDefault();

    public int Resume(params IReadOnlyList<ICheckpointed> parts)
    {
        if (Latest is not { } latest)
            return 0;
        foreach (var part in With(parts))
            Load(part, latest.Folder);
        return latest.Step;
    }

    public void Save(int step, int keep, params IReadOnlyList<ICheckpointed> parts)
    {
        var target = Path.Combine(folder, step.ToString("D8", CultureInfo.InvariantCulture));
        if (Directory.Exists(target))
            return;
        DurableFiles.WriteFolder(target, temporary =>
        {
            foreach (var part in With(parts))
                part.State.Save(Directory.CreateDirectory(Path.Combine(temporary, part.Subfolder)).FullName);
        });
        foreach (var old in All().SkipLast(keep))
            DurableFiles.DeleteFolder(old.Folder);
    }

    public void KeepBest(int step, double score, params IReadOnlyList<ICheckpointed> parts)
    {
        _bestScore ??= ReadBestScore();
        if (!(score > _bestScore))
            return;
        DurableFiles.WriteFolder(bestFolder, temporary =>
        {
            foreach (var part in parts)
                part.Save(temporary);
            File.WriteAllText(Path.Combine(temporary, BestFile), JsonSerializer.Serialize(new Best(step, score), RecordJson.Options));
        });
        _bestScore = score;
    }

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('.', '\r');

    private IEnumerable<CheckpointPart> With(IReadOnlyList<ICheckpointed> parts) => parts.Select(part => new CheckpointPart(part, "")).Concat(own);

    // A checkpoint's files come from outside of the process, and a team's own part may read them in any way: whatever fails, the files are to blame.
    private void Load(CheckpointPart part, string checkpoint)
    {
        try
        {
            part.State.Load(Path.Combine(checkpoint, part.Subfolder));
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
        {
            throw new KimiException(
                $"stage {stage} cannot go on from {checkpoint}, which {part.State.GetType().Name} cannot read ({FirstLine(exception.Message)}): "
                + $"delete that folder to go on from the checkpoint before it, or run with --from {stage} to begin the stage again",
                exception);
        }
    }

    private double ReadBestScore()
    {
        var path = Path.Combine(bestFolder, BestFile);
        if (!File.Exists(path))
            return double.NegativeInfinity;
        try
        {
            return JsonSerializer.Deserialize<Best>(File.ReadAllText(path), RecordJson.Options)!.Score;
        }
        catch (JsonException exception)
        {
            throw new KimiException(
                $"{path} is not readable ({FirstLine(exception.Message)}): delete the folder {bestFolder}, and the best from here on is kept", exception);
        }
    }

    private IEnumerable<(int Step, string Folder)> All() =>
        !Directory.Exists(folder)
            ? []
            : from path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
              where int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _)
              select (int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture), path);

    private sealed record Best(int Step, double Score);
}

/// <summary>Something in a checkpoint.</summary>
/// <param name="State">What saves and loads it.</param>
/// <param name="Subfolder">Its folder in the checkpoint; empty for the checkpoint's own.</param>
internal sealed record CheckpointPart(ICheckpointed State, string Subfolder);
