using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>The runtime with its own runs folder, and a listener that keeps what happened.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    internal TestHost(Action<IServiceCollection>? configure = null, string? runsFolder = null)
    {
        RunsFolder = runsFolder ?? _folder.File("runs");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Kimi:RunsFolder"] = RunsFolder });
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration.Build()).AddKimi();
        services.AddSingleton<IRunListener>(Log);
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    internal string RunsFolder { get; }

    internal RecordingListener Log { get; } = new();

    internal Task<IReadOnlyList<StageResult>> RunAsync(RecipeGraph graph, RunRequest? request = null, CancellationToken cancellationToken = default) =>
        ToldAsync(Runner.RunAsync(EffectiveRecipe.Declared(graph), request ?? new(), cancellationToken));

    internal Task<TOutput> RunAsync<TOutput>(RecipeGraph graph, Stage<TOutput> stage)
        where TOutput : Artifact => ToldAsync(Runner.RunAsync(graph, stage));

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private GraphRunner Runner => _services.GetRequiredService<GraphRunner>();

    private static async Task<T> ToldAsync<T>(Task<T> run)
    {
        try
        {
            return await run;
        }
        catch (Exception exception) when (exception is KimiException or StageFailedException)
        {
            Told.AssertMessage(exception.Message.ReplaceLineEndings(" "));
            throw;
        }
    }
}

/// <summary>Keeps what happened in runs.</summary>
internal sealed class RecordingListener : IRunListener
{
    internal List<StageResult> Finished { get; } = [];

    internal List<StepMetrics> Steps { get; } = [];

    internal List<int?> StartedFrom { get; } = [];

    internal Action<StepMetrics>? OnStep { get; set; }

    internal IEnumerable<string> Computed => Finished.Where(result => !result.Cached).Select(result => result.Stage);

    public void RunStarted(RunInfo run, IReadOnlyList<Stage> stages) => Finished.Clear();

    public void StageStarted(Stage stage, int? fromStep) => StartedFrom.Add(fromStep);

    public void StageFinished(StageResult result) => Finished.Add(result);

    public void RunFinished(IReadOnlyList<StageResult> results)
    {
    }

    public void Record(StepMetrics metrics)
    {
        Steps.Add(metrics);
        OnStep?.Invoke(metrics);
    }
}
