using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Torch.Files;

namespace Kimi.Cli.Reports.Records;

/// <summary>A run as stored on disk: what its <c>summary.json</c> and its stages' folders say.</summary>
internal sealed record RecordedRun
{
    private const string SummaryFile = "summary.json";
    private const string Remedy = "run the recipe again to write it anew; its stages are taken from the store";

    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The run's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The command line that asked for it; empty if code did.</summary>
    public required string Command { get; init; }

    /// <summary>The commit of the program, or null if its build does not say.</summary>
    public required string? Commit { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>CPU threads of tensor operations.</summary>
    public required int Threads { get; init; }

    /// <summary>The stages that are done, in the order of the graph.</summary>
    public required IReadOnlyList<RecordedStage> Stages { get; init; }

    /// <summary>A stage.</summary>
    /// <param name="name">Its name.</param>
    public RecordedStage this[string name] => Stages.First(stage => stage.Name == name);

    /// <summary>Reads a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="KimiException">A part of it is missing or not readable.</exception>
    public static RecordedRun Read(string folder)
    {
        var path = Path.Combine(folder, SummaryFile);
        if (!File.Exists(path))
            throw new KimiException(
                $"{folder} is not a run's folder, since it has no {SummaryFile}: give one such as runs/quickstart/latest, "
                + "or the name of a recipe that has run");
        var summary = RecordedFile.Read<Summary>(path, Remedy);
        var stages = new List<RecordedStage>();
        foreach (var (name, stage) in summary.Stages)
        {
            var inputs = RecordedFile.Guarded(path, Remedy, () => stage.Inputs.Select(input => stages.First(other => other.Name == input)).ToList());
            stages.Add(ReadStage(name, stage, folder, inputs));
            if (stages[^1].Is<ReinforceAttribute>() && inputs.Count == 0)
                throw RecordedFile.Unreadable(path, Remedy, new JsonException("reinforcement learning starts from a policy"));
        }

        return new()
        {
            Recipe = summary.Recipe,
            Id = summary.Run,
            Folder = folder,
            Seed = summary.Seed,
            Command = summary.Command,
            Commit = summary.Commit,
            Device = summary.Device,
            Threads = summary.Threads,
            Stages = stages,
        };
    }

    private static RecordedStage ReadStage(string name, SummaryStage stage, string runFolder, IReadOnlyList<RecordedStage> inputs)
    {
        var place = new ArtifactStore.StoredStage(Path.GetFullPath(Path.Combine(runFolder, stage.Folder)));
        var runsFolder = Path.GetFullPath(Path.Combine(runFolder, "..", ".."));
        if (Path.GetRelativePath(runsFolder, place.Folder).Split(Path.DirectorySeparatorChar)[0] is ".." or "." or "")
            throw new KimiException($"{Path.Combine(runFolder, SummaryFile)} names a folder outside of {runsFolder} for stage {name}: {Remedy}");
        var manifest = Verified(name, place) ?? throw new KimiException($"{place.Folder} holds no output of stage {name}: run the recipe again to compute it");
        return RecordedFile.Guarded(Path.Combine(place.Folder, "stage.json"), RecordedStage.RemedyOf(name), () =>
        {
            if (manifest is not { Metrics: not null, ContentHash: not null, Description: JsonObject description }
                || description["components"] is not JsonArray components)
                throw new JsonException("something is missing");
            return new RecordedStage
            {
                Name = name,
                Kind = stage.Kind,
                Artifact = stage.Artifact,
                Inputs = inputs,
                Cached = stage.Cached,
                Place = place,
                Manifest = manifest,
                Options = RecordedOptions.Of(description["options"]),
                Components = [.. components.Select(RecordedOptions.Of)],
            };
        });
    }

    private static StageManifest? Verified(string name, ArtifactStore.StoredStage place)
    {
        try
        {
            var manifest = place.Manifest;
            if (manifest is not null)
                place.Check(manifest);
            return manifest;
        }
        catch (DamageException damage)
        {
            throw new KimiException($"the stored output of stage {name} is damaged ({damage.Message}): run the recipe again to compute it again", damage);
        }
    }

    private sealed record Summary
    {
        public required string Recipe { get; init; }

        public required string Run { get; init; }

        public required int Seed { get; init; }

        public required string Command { get; init; }

        public required string? Commit { get; init; }

        public required string Device { get; init; }

        public required int Threads { get; init; }

        public required OrderedDictionary<string, SummaryStage> Stages { get; init; }
    }

    // A struct, since the serializer would accept null for an entry that is a class.
    private readonly record struct SummaryStage
    {
        public required string Kind { get; init; }

        public required string Artifact { get; init; }

        public required IReadOnlyList<string> Inputs { get; init; }

        public required bool Cached { get; init; }

        public required string Folder { get; init; }
    }
}
