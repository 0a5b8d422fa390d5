using System.Globalization;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Files;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Execution;

/// <summary>Which part of a recipe to run.</summary>
public sealed record RunRequest
{
    /// <summary>The stage to stop after, with all it depends on; null for all stages.</summary>
    public Stage? Until { get; init; }

    /// <summary>The stage to compute again together with all that depends on it, even if outputs exist; null for none.</summary>
    public Stage? From { get; init; }

    /// <summary>The command line that asked for the run, for its summary; empty if code did.</summary>
    public string Command { get; init; } = "";
}

/// <summary>Runs a recipe's graph: the stages in topological order, except those whose output already exists.</summary>
public sealed class GraphRunner
{
    private readonly IServiceScopeFactory _scopes;
    private readonly KimiOptions _options;
    private readonly Listeners _listeners;
    private readonly RunFolders _runs;
    private readonly StageCheck _check;
    private readonly Func<string> _fingerprint;

    /// <summary>Creates the runner; called by dependency injection.</summary>
    /// <param name="scopes">Makes a scope for each stage.</param>
    /// <param name="options">Where and on what to run.</param>
    /// <param name="listeners">The listeners that follow the run.</param>
    /// <param name="sinks">Where else metrics go.</param>
    /// <param name="time">Measures how long sinks take.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <param name="sharing">The processes that train together; null where this one trains alone.</param>
    public GraphRunner(
        IServiceScopeFactory scopes,
        IOptions<KimiOptions> options,
        IEnumerable<IRunListener> listeners,
        IEnumerable<IMetricSink> sinks,
        TimeProvider time,
        ILoggerFactory loggers,
        IGradientSharing? sharing = null)
    {
        _scopes = scopes;
        _options = options.Value;
        _listeners = new(listeners, sinks, TimeSpan.FromSeconds(_options.ComponentTimeLimitSeconds), time, loggers.CreateLogger<Listeners>());
        _runs = new(_options.RunsFolder, loggers.CreateLogger<RunFolders>());
        _check = new(scopes);
        _fingerprint = () => NumericFingerprint.Of(_options.Device, $"{_options.Precision}", _options.ThreadCount)
            + (sharing is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {sharing.Processes} trainers"));
    }

    /// <summary>Runs a stage and what it needs, as the attributes declare it, and returns its output.</summary>
    /// <typeparam name="TOutput">The artifact.</typeparam>
    /// <param name="graph">The recipe's graph.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="cancellationToken">Stops the run after a checkpoint.</param>
    public async Task<TOutput> RunAsync<TOutput>(RecipeGraph graph, Stage<TOutput> stage, CancellationToken cancellationToken = default)
        where TOutput : Artifact
    {
        var results = await RunAsync(EffectiveRecipe.Declared(graph), new RunRequest { Until = stage }, cancellationToken).ConfigureAwait(false);
        using var scope = _scopes.CreateScope();
        return (TOutput)stage.Read(scope.ServiceProvider, new ArtifactStore.StoredStage(results[^1].Folder).OutputFolder);
    }

    /// <summary>Runs a recipe.</summary>
    /// <param name="recipe">The recipe, with the options in force.</param>
    /// <param name="request">Which part of it.</param>
    /// <param name="cancellationToken">Stops the run after a checkpoint.</param>
    /// <returns>The stages that are done, in order.</returns>
    /// <exception cref="KimiException">Something in the input is wrong.</exception>
    public async Task<IReadOnlyList<StageResult>> RunAsync(EffectiveRecipe recipe, RunRequest request, CancellationToken cancellationToken = default)
    {
        var stages = request.Until is { } until ? recipe.Graph.UpTo(until) : recipe.Graph.Stages;
        if (request is { From: { } start, Until: { } end } && !stages.Contains(start))
            throw new KimiException($"there is nothing to compute from {start} until {end}, since {end} does not depend on {start}: leave one of them out");
        var recomputed = request.From is { } from ? recipe.Graph.From(from) : [];
        await CheckAsync(recipe, stages, cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunStagesAsync(recipe, stages, recomputed, request.Command, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DurableFiles.IsOutOfSpace(exception))
        {
            var reason = exception is IOException ? exception.Message : "a file would grow beyond the limit of the process or of the file system";
            throw new KimiException(
                $"no space is left to write under the runs folder '{_options.RunsFolder}' ({reason}): free some, or raise the limit, then run again, "
                + "and it goes on from its last checkpoint",
                exception);
        }
    }

    /// <summary>Finds out whether a recipe could run here, as <see cref="RunAsync(EffectiveRecipe, RunRequest, CancellationToken)"/> does before its first
    /// stage: whether files, services and what components need are there.</summary>
    /// <param name="recipe">The recipe, with the options in force.</param>
    /// <param name="stages">Those of its stages that are to run, each after those whose artifacts it takes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">It could not.</exception>
    public async Task CheckAsync(EffectiveRecipe recipe, IReadOnlyList<Stage> stages, CancellationToken cancellationToken = default)
    {
        foreach (var stage in stages)
        {
            var judges = recipe.JudgedBy(stage).Where(stages.Contains).Select(judge => recipe[judge]);
            await _check.CheckAsync(recipe[stage], judges, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<StageResult>> RunStagesAsync(
        EffectiveRecipe recipe, IReadOnlyList<Stage> stages, IReadOnlyCollection<Stage> recomputed, string command, CancellationToken cancellationToken)
    {
        var run = _runs.Open(recipe);
        using var runLock = FileLock.Acquire(Path.Combine(run.Folder, "run.lock"), $"run {run.Id} of {run.Recipe}");
        DurableFiles.DeleteTemporaries(run.Folder);
        using var marker = new RunMarker(run.Folder);
        if (marker.Left is { } left)
            _listeners.Warn($"the process that last worked on this run was killed, crashed, or was ended by its own code, in {left}; it goes on from there");
        var summary = new RunSummary(run, command, _options.Device, _options.ThreadCount);
        summary.Write();
        var runner = new StageRunner(_scopes, _options, recipe.Seed, _listeners, _fingerprint);
        var results = new List<StageResult>();
        _listeners.RunStarted(run, stages);
        try
        {
            foreach (var stage in stages)
            {
                cancellationToken.ThrowIfCancellationRequested();
                marker.At(stage.Name);
                var finished = await runner.RunAsync(recipe[stage], recomputed.Contains(stage), cancellationToken).ConfigureAwait(false);
                results.Add(finished);
                _runs.Link(Path.Combine(run.Folder, stage.Name), finished.Folder);
                summary.Add(stage, finished);
                _listeners.StageFinished(finished);
            }
        }
        finally
        {
            _listeners.RunFinished(results);
        }

        return results;
    }
}
