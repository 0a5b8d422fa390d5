using System.Globalization;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>Checkpoints as numbered folders, of which the newest that is as it was written is used; and the best policy, in a folder that outlives
/// them.</summary>
internal sealed class Checkpoints : ICheckpoints
{
    private const string BestFile = "best.json";
    private const string RecordFile = "checkpoint.json";

    private readonly string _stage;
    private readonly ArtifactStore.StoredStage _place;
    private readonly IReadOnlyList<CheckpointPart> _own;
    private readonly Action<string> _warn;
    private readonly (int Step, string Folder)? _latest;
    private double? _bestScore;

    /// <summary>Finds the newest checkpoint. Damaged ones are set aside.</summary>
    /// <param name="stage">The stage's name, for errors.</param>
    /// <param name="place">Its place in the store.</param>
    /// <param name="own">What every checkpoint contains in addition to what the stage provides.</param>
    /// <param name="warn">Hears what was found damaged.</param>
    public Checkpoints(string stage, ArtifactStore.StoredStage place, IReadOnlyList<CheckpointPart> own, Action<string> warn)
    {
        (_stage, _place, _own, _warn) = (stage, place, own, warn);
        _latest = Newest();
    }

    /// <summary>The step that the newest checkpoint continues with, or null if there was none.</summary>
    public int? LatestStep => _latest?.Step;

    public int Resume(params IReadOnlyList<ICheckpointed> parts)
    {
        if (_latest is not { } latest)
            return 0;
        foreach (var part in With(parts))
            Load(part, latest.Folder);
        return latest.Step;
    }

    public void Save(int step, int keep, params IReadOnlyList<ICheckpointed> parts)
    {
        var target = Path.Combine(_place.CheckpointsFolder, step.ToString("D8", CultureInfo.InvariantCulture));
        if (Directory.Exists(target))
            return;
        DurableFiles.WriteFolder(target, temporary =>
        {
            foreach (var part in With(parts))
                part.State.Save(Directory.CreateDirectory(Path.Combine(temporary, part.Subfolder)).FullName);
            File.WriteAllText(Path.Combine(temporary, RecordFile), SealedJson.Text(Record(temporary)));
        });
        foreach (var old in In(_place.CheckpointsFolder).SkipLast(keep))
            DurableFiles.DeleteFolder(old.Folder);
    }

    public void KeepBest(int step, double score, params IReadOnlyList<ICheckpointed> parts)
    {
        _bestScore ??= ReadBestScore();
        if (!(score > _bestScore))
            return;
        DurableFiles.WriteFolder(_place.BestFolder, temporary =>
        {
            foreach (var part in parts)
                part.Save(temporary);
            var best = new Best(step, score, _place.Name, FolderRecord.Of(temporary));
            File.WriteAllText(Path.Combine(temporary, BestFile), SealedJson.Text(best));
        });
        _bestScore = score;
    }

    /// <summary>Checks that a checkpoint is as it was written.</summary>
    /// <param name="place">The place in whose checkpoints it is.</param>
    /// <param name="folder">The checkpoint.</param>
    /// <exception cref="DamageException">It is not, or it is that of another place.</exception>
    public static CheckpointRecord Verify(ArtifactStore.StoredStage place, string folder)
    {
        var record = SealedJson.Read<CheckpointRecord>(Path.Combine(folder, RecordFile));
        place.CheckPlace(RecordFile, record.Place);
        Check(folder, record.Files);
        return record;
    }

    /// <summary>The checkpoints in a folder, oldest first.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    public static IEnumerable<(int Step, string Folder)> In(string folder) =>
        !Directory.Exists(folder)
            ? []
            : from path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
              where int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _)
              select (int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture), path);

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('.', '\r');

    private IEnumerable<CheckpointPart> With(IReadOnlyList<ICheckpointed> parts) => parts.Select(part => new CheckpointPart(part, "")).Concat(_own);

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
                $"stage {_stage} cannot go on from {checkpoint}, which {part.State.GetType().Name} cannot read ({FirstLine(exception.Message)}): "
                + $"delete that folder to go on from the checkpoint before it, or run with --from {_stage} to begin the stage again",
                exception);
        }
    }

    private double ReadBestScore()
    {
        if (!Directory.Exists(_place.BestFolder))
            return double.NegativeInfinity;
        try
        {
            var best = SealedJson.Read<Best>(Path.Combine(_place.BestFolder, BestFile));
            _place.CheckPlace(BestFile, best.Place);
            Check(_place.BestFolder, best.Files);
            return best.Score;
        }
        catch (DamageException damage)
        {
            _warn($"stage {_stage}: its best policy so far is damaged ({damage.Message}): it is set aside in {_place.SetAside(_place.BestFolder)}, and the "
                + "best from here on is kept");
            return double.NegativeInfinity;
        }
    }

    private static void Check(string folder, IEnumerable<KeyValuePair<string, FileChecksum>> files) => FolderRecord.Check(
        files, name => FileStatus.Of(Path.Combine(folder, name)) is { IsRegular: true } ? FileChecksum.Of(Path.Combine(folder, name)) : null);

    private CheckpointRecord Record(string checkpoint) => new(
        _place.Name,
        FolderRecord.Of(checkpoint),
        _place.Logs.ToDictionary(file => Path.GetRelativePath(_place.Folder, file).Replace('\\', '/'), file => new FileInfo(file).Length));

    private (int Step, string Folder)? Newest()
    {
        foreach (var checkpoint in In(_place.CheckpointsFolder).Reverse().ToList())
        {
            try
            {
                WarnOfLostLogs(Verify(_place, checkpoint.Folder), checkpoint.Step);
                return checkpoint;
            }
            catch (DamageException damage)
            {
                _warn($"stage {_stage}: the checkpoint of step {checkpoint.Step} is damaged ({damage.Message}): it is set aside in "
                    + $"{_place.SetAside(checkpoint.Folder)}, and the stage goes on from the one before, or from its start");
            }
        }

        return null;
    }

    // What they tell is not needed to go on, but a report will lack it.
    private void WarnOfLostLogs(CheckpointRecord record, int step)
    {
        var lost = record.Logs.Where(log => new FileInfo(Path.Combine(_place.Folder, log.Key)) is var file && (!file.Exists || file.Length < log.Value))
            .Select(log => log.Key)
            .ToList();
        if (lost.Count > 0)
        {
            _warn($"stage {_stage} goes on from step {step}, but of what it recorded before something is lost: {lost[0]}"
                + (lost.Count > 1 ? $" and {lost.Count - 1} more files are" : " is") + " missing or cut");
        }
    }

    private sealed record Best(int Step, double Score, string Place, IReadOnlyDictionary<string, FileChecksum> Files);
}

/// <summary>What a checkpoint says about its files.</summary>
/// <param name="Place">The name of the place in the store that it belongs to.</param>
/// <param name="Files">Their checksums.</param>
/// <param name="Logs">How long the files were to which the stage adds as it goes; in bytes.</param>
internal sealed record CheckpointRecord(string Place, IReadOnlyDictionary<string, FileChecksum> Files, IReadOnlyDictionary<string, long> Logs);

/// <summary>Something in a checkpoint.</summary>
/// <param name="State">What saves and loads it.</param>
/// <param name="Subfolder">Its folder in the checkpoint; empty for the checkpoint's own.</param>
internal sealed record CheckpointPart(ICheckpointed State, string Subfolder);
