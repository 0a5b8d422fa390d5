using System.Text.Json;
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
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The place of an output, whether or not the output exists.</summary>
    public StoredStage this[string stage, Address address] =>
        new(Path.Combine(runsFolder, ".store", $"{stage}-{address.Hash[..12]}"));

    /// <summary>One place in the store.</summary>
    public sealed record StoredStage(string Folder)
    {
        public string OutputFolder => Path.Combine(Folder, "output");

        public string CheckpointsFolder => Path.Combine(Folder, "checkpoints");

        public string BestFolder => Path.Combine(Folder, "best");

        public string MetricsFile => Path.Combine(Folder, "metrics.jsonl");

        public string MeasurementsFile => Path.Combine(Folder, "measurements.jsonl");

        public string LogFolder => Path.Combine(Folder, "log");

        public string LockFile => Path.Combine(Folder, "lock");

        private string ManifestFile => Path.Combine(Folder, "stage.json");

        /// <summary>The manifest of a complete output, or null.</summary>
        public StageManifest? Manifest
        {
            get
            {
                if (!File.Exists(ManifestFile))
                    return null;
                try
                {
                    return JsonSerializer.Deserialize<StageManifest>(File.ReadAllText(ManifestFile), Json);
                }
                catch (JsonException exception)
                {
                    throw new KimiException(
                        $"{ManifestFile} is not readable ({exception.Message}): delete the folder {Folder} to compute the stage again", exception);
                }
            }
        }

        /// <summary>Prepares the folder for computing the stage: complete checkpoints stay, half-written ones are deleted.</summary>
        public void Prepare()
        {
            DurableFiles.DeleteTemporaries(Folder);
            if (Directory.Exists(OutputFolder))
                Directory.Delete(OutputFolder, recursive: true);
            Directory.CreateDirectory(OutputFolder);
            Directory.CreateDirectory(LogFolder);
        }

        /// <summary>Declares the output complete.</summary>
        public void Publish(StageManifest manifest)
        {
            DurableFiles.Flush(OutputFolder);
            DurableFiles.WriteText(ManifestFile, JsonSerializer.Serialize(manifest, Json));
            DropCheckpoints();
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
    public required System.Text.Json.Nodes.JsonNode Description { get; init; }
}
