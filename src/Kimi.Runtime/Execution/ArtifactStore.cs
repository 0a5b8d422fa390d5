using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>
/// Keeps stage outputs by address, under <c>runs/.store/{Stage}-{address}/</c>: <c>output/</c> with the artifact's files,
/// <c>metrics.jsonl</c>, <c>best/</c> if the stage keeps its best policy, <c>checkpoints/</c> while the stage runs, and <c>stage.json</c>, written
/// last: if it exists, the output is complete. A process that is killed, or a power cut, between any two steps leaves one of two states: no
/// <c>stage.json</c>, and the stage continues from its last checkpoint; or <c>stage.json</c>, and everything it vouches for is on the device.
/// </summary>
internal sealed class ArtifactStore(string runsFolder)
{
    private const string RootName = ".store";

    private string Root => Path.Combine(runsFolder, RootName);

    /// <summary>The place of an output, whether or not the output exists.</summary>
    public StoredStage this[string stage, Address address] => new(Path.Combine(Root, NameOf(stage, address.Hash)));

    /// <summary>All places.</summary>
    public IEnumerable<StoredStage> All => !Directory.Exists(Root)
        ? []
        : Directory.EnumerateDirectories(Root).Where(folder => Path.GetFileName(folder)[0] != '.').Order(StringComparer.Ordinal)
            .Select(folder => new StoredStage(folder));

    /// <summary>Checks an output that is about to be used, if it lies in a store.</summary>
    /// <param name="outputFolder">The folder of the output, or any other.</param>
    /// <exception cref="KimiException">It is damaged.</exception>
    public static void CheckOutput(string outputFolder)
    {
        var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder)));
        if (folder is null || !Directory.Exists(folder))
            return;
        var place = new StoredStage(Path.GetFullPath(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder));
        try
        {
            if (place.Manifest is { } manifest)
                place.Check(manifest);
        }
        catch (DamageException damage)
        {
            throw new KimiException($"{outputFolder} is damaged ({damage.Message}): run its recipe again to compute it again", damage);
        }
    }

    private static string NameOf(string stage, string address) => $"{stage}-{address[..Math.Min(12, address.Length)]}";

    /// <summary>One place in the store.</summary>
    public sealed record StoredStage(string Folder)
    {
        private const string ManifestName = "stage.json";
        private const string VerifiedFolder = ".verified";
        private const string SetAsideFolder = ".set-aside";

        public string Name => Path.GetFileName(Folder);

        public string OutputFolder => Path.Combine(Folder, "output");

        public string CheckpointsFolder => Path.Combine(Folder, "checkpoints");

        public string BestFolder => Path.Combine(Folder, "best");

        public string MetricsFile => Path.Combine(Folder, "metrics.jsonl");

        public string MeasurementsFile => Path.Combine(Folder, "measurements.jsonl");

        public string LogFolder => Path.Combine(Folder, "log");

        /// <summary>The files to which the stage adds as it goes.</summary>
        public IEnumerable<string> Logs => ((string[])[MetricsFile, MeasurementsFile]).Where(File.Exists)
            .Concat(Directory.Exists(LogFolder) ? Directory.EnumerateFiles(LogFolder, "*", SearchOption.AllDirectories) : []);

        public string LockFile => Path.Combine(Folder, "lock");

        private string Root => Path.GetDirectoryName(Folder)!;

        private string ManifestFile => Path.Combine(Folder, ManifestName);

        /// <summary>The manifest of a complete output, or null. What it vouches for is not checked: see <see cref="Check"/>.</summary>
        /// <exception cref="DamageException">It is not as it was written, or was written at another place.</exception>
        public StageManifest? Manifest
        {
            get
            {
                if (!File.Exists(ManifestFile))
                    return null;
                var manifest = SealedJson.Read<StageManifest>(ManifestFile);
                CheckPlace(ManifestName, NameOf(manifest.Stage, manifest.Address));
                return manifest;
            }
        }

        /// <summary>Checks every file of a complete output.</summary>
        /// <param name="manifest">Its manifest.</param>
        /// <param name="readAgain">Whether to read also those that look as they did when this machine last read them.</param>
        /// <exception cref="DamageException">One is missing, or is not as it was written.</exception>
        public void Check(StageManifest manifest, bool readAgain = false)
        {
            var files = new VerifiedFiles(Folder, Path.Combine(Root, VerifiedFolder, Name + ".json"));
            try
            {
                FolderRecord.Check(manifest.Files, name => files.Of(name, readAgain));
            }
            finally
            {
                files.Keep();
            }
        }

        /// <summary>Checks that something was written for this place, and not copied from another: its files would all be intact.</summary>
        /// <param name="file">What says where it was written, for the message.</param>
        /// <param name="writtenAt">The name of that place.</param>
        /// <exception cref="DamageException">It was written at another.</exception>
        public void CheckPlace(string file, string writtenAt)
        {
            // Elsewhere than in a store, as where someone copied an output to keep it, a folder may have any name.
            if (writtenAt != Name && Path.GetFileName(Root) == RootName)
                throw new DamageException($"{file} is that of {writtenAt}");
        }

        /// <summary>Prepares the folder for computing the stage: complete checkpoints stay, half-written ones are deleted.</summary>
        /// <returns>The folder that has an output without a manifest, or null. Only a stage with checkpoints can write its output again, so only then is
        /// it deleted.</returns>
        public string? Prepare()
        {
            DurableFiles.DeleteTemporaries(Folder);
            var aside = Directory.Exists(OutputFolder) && Directory.EnumerateFileSystemEntries(OutputFolder).Any() && !Directory.Exists(CheckpointsFolder)
                ? SetAside()
                : null;
            if (Directory.Exists(OutputFolder))
                Directory.Delete(OutputFolder, recursive: true);
            Directory.CreateDirectory(OutputFolder);
            Directory.CreateDirectory(LogFolder);
            return aside;
        }

        /// <summary>Declares the output complete.</summary>
        /// <param name="manifest">The manifest, still without the files that it vouches for.</param>
        /// <returns>The manifest with them.</returns>
        /// <exception cref="KimiException">Files were deleted meanwhile.</exception>
        public StageManifest Publish(StageManifest manifest)
        {
            DurableFiles.Flush(OutputFolder);
            var published = manifest with { Files = FolderRecord.Of(Folder, IsVouchedFor) };
            DurableFiles.WriteText(ManifestFile, SealedJson.Text(published));
            if (published.Files.Keys.FirstOrDefault(name => !File.Exists(Path.Combine(Folder, name))) is { } deleted)
            {
                File.Delete(ManifestFile);
                throw new KimiException($"{Path.Combine(Folder, deleted)} was deleted while stage {manifest.Stage} was stored: run again");
            }

            DropCheckpoints();
            return published;
        }

        /// <summary>Drops the checkpoints, including the remains of any that a process was deleting when it was killed.</summary>
        public void DropCheckpoints()
        {
            foreach (var left in Directory.GetDirectories(Folder, Path.GetFileName(CheckpointsFolder) + "*"))
                DurableFiles.DeleteFolder(left);
        }

        /// <summary>Forgets the output, so that the stage is computed again from the start.</summary>
        public void Discard()
        {
            DropCheckpoints();
            File.Delete(ManifestFile);
            // After a power cut neither may reappear: checkpoints without their metrics, or a manifest without its output.
            DurableFiles.FlushFolder(Folder);
            foreach (var left in Directory.GetDirectories(Folder))
                DurableFiles.DeleteFolder(left);
            foreach (var left in Directory.GetFiles(Folder).Where(file => file != LockFile))
                File.Delete(left);
        }

        /// <summary>Moves everything but the lock out of the way, the manifest first, so that the stage is computed again from the start.</summary>
        /// <returns>The folder that has it.</returns>
        public string SetAside() => SetAside(
            [.. Directory.EnumerateFileSystemEntries(Folder).Where(entry => entry != LockFile).OrderBy(entry => entry != ManifestFile)]);

        /// <summary>Moves files and folders of the place out of the way.</summary>
        /// <param name="entries">Their paths.</param>
        /// <returns>The folder that has them.</returns>
        public string SetAside(params IReadOnlyList<string> entries)
        {
            var target = Enumerable.Range(1, int.MaxValue)
                .Select(number => Path.Combine(Root, SetAsideFolder, $"{Name}.{number}"))
                .First(folder => !Directory.Exists(folder));
            foreach (var entry in entries)
            {
                var to = Path.Combine(target, Path.GetRelativePath(Folder, entry));
                DurableFiles.CreateFolder(Path.GetDirectoryName(to)!);
                Directory.Move(entry, to);
                DurableFiles.FlushFolder(Path.GetDirectoryName(entry)!);
            }

            return target;
        }

        private bool IsVouchedFor(string name) =>
            name != ManifestName && name != Path.GetFileName(LockFile)
            && !name.StartsWith(Path.GetFileName(CheckpointsFolder), StringComparison.Ordinal);
    }
}

/// <summary>What <c>stage.json</c> says about a complete output.</summary>
internal sealed record StageManifest
{
    /// <summary>The stage's name.</summary>
    public required string Stage { get; init; }

    /// <summary>The output's full address.</summary>
    public required string Address { get; init; }

    /// <summary>The hash of the output's files, which goes into the addresses of dependent stages.</summary>
    public required string ContentHash { get; init; }

    /// <summary>How long the stage took, over all the processes that worked on it.</summary>
    public required double Seconds { get; init; }

    /// <summary>The stage's final metrics.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Everything that the address is computed from, as JSON.</summary>
    public required JsonNode Description { get; init; }

    /// <summary>The files that it vouches for: the output's, the best policy's, metrics and logs; by their paths relative to the stage's folder.</summary>
    public IReadOnlyDictionary<string, FileChecksum> Files { get; init; } = new Dictionary<string, FileChecksum>();
}
