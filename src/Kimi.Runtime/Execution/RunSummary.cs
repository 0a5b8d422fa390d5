using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>Writes a run's <c>summary.json</c>, after every stage.</summary>
internal sealed class RunSummary(RunInfo run, string command, string device, int threads)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly JsonObject _stages = [];

    public void Add(Stage stage, StageResult result)
    {
        var metrics = new JsonObject();
        foreach (var (name, value) in result.Metrics)
            metrics[name] = double.IsFinite(value) ? value : null;
        _stages[result.Stage] = new JsonObject
        {
            ["kind"] = StageKind.Of(stage),
            ["artifact"] = stage.OutputType.Name,
            ["inputs"] = new JsonArray([.. stage.Sources.Select(source => (JsonNode)source.Name)]),
            ["cached"] = result.Cached,
            ["seconds"] = Math.Round(result.Seconds, 3),
            ["folder"] = Path.GetRelativePath(run.Folder, result.Folder).Replace('\\', '/'),
            ["metrics"] = metrics,
        };
        Write();
    }

    public void Write()
    {
        var summary = new JsonObject
        {
            ["recipe"] = run.Recipe,
            ["run"] = run.Id,
            ["seed"] = run.Seed,
            ["command"] = command,
            ["commit"] = Commit,
            ["device"] = device,
            ["threads"] = threads,
            ["stages"] = _stages.DeepClone(),
        };
        DurableFiles.WriteText(Path.Combine(run.Folder, "summary.json"), summary.ToJsonString(Indented) + "\n");
    }

    // The SDK writes the commit of the build after the plus sign of the version.
    /// <summary>The commit that the application was built from, or null if the build does not say.</summary>
    public static string? Commit =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : null;
}
