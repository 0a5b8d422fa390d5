using System.Globalization;
using System.Text.Json.Nodes;
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
    private readonly ArtifactStore _store;
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
        _store = new(_options.RunsFolder);
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
            await CheckAsync(recipe[stage], judges, cancellationToken).ConfigureAwait(false);
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
        var done = new Dictionary<Stage, DoneStage>();
        var results = new List<StageResult>();
        _listeners.RunStarted(run, stages);
        try
        {
            foreach (var stage in stages)
            {
                cancellationToken.ThrowIfCancellationRequested();
                marker.At(stage.Name);
                var finished = await RunStageAsync(recipe[stage], recipe.Seed, recomputed.Contains(stage), done, cancellationToken).ConfigureAwait(false);
                done.Add(stage, finished);
                results.Add(finished.Result);
                _runs.Link(Path.Combine(run.Folder, stage.Name), finished.Result.Folder);
                summary.Add(stage, finished.Result);
                _listeners.StageFinished(finished.Result);
            }
        }
        finally
        {
            _listeners.RunFinished(results);
        }

        return results;
    }

    private async Task<DoneStage> RunStageAsync(
        EffectiveStage effective, int recipeSeed, bool again, Dictionary<Stage, DoneStage> done, CancellationToken cancellationToken)
    {
        var stage = effective.Stage;
        using var scope = Scope(effective);
        var services = scope.ServiceProvider;
        var seed = services.GetRequiredService<StageScope>().Seed = SeededRandom.DeriveSeed((ulong)recipeSeed, stage.Name);
        var address = AddressOf(effective, seed, services, done);
        var place = _store[stage.Name, address];
        DurableFiles.CreateFolder(place.Folder);
        var holder = $"stage {stage.Name}";
        using var stageLock = _options.WaitForStages
            ? await FileLock.WaitAsync(place.LockFile, holder, cancellationToken).ConfigureAwait(false)
            : FileLock.Acquire(place.LockFile, holder);
        if (again)
            place.Discard();
        if (Stored(stage, place) is { } stored)
        {
            place.DropCheckpoints();
            return new(new(stage.Name, Cached: true, stored.Seconds, stored.Metrics, place.Folder), stored, place);
        }

        if (place.Prepare() is { } aside)
            _listeners.Warn($"stage {stage.Name} has an output, but not the record that says it is complete: it is set aside in {aside}, and computed again");
        if (stage.RewardModel is { } rewardModel)
            services.GetRequiredService<StageScope>().RewardModel = (RewardModel)done[rewardModel].Read(rewardModel, services);
        using var context = new RunningStage(
            stage.Name, address.Hash, seed, _fingerprint, place, stageLock,
            services.GetRequiredService<StageScope>().Checkpointed, _listeners);
        _listeners.StageStarted(stage, context.FromStep);
        var execution = new StageExecution(services, effective.Options, context, input => done[input].Read(input, services));
        await ExecuteAsync(stage, execution, place.OutputFolder, cancellationToken).ConfigureAwait(false);
        var manifest = new StageManifest
        {
            Stage = stage.Name,
            Address = address.Hash,
            ContentHash = FolderHash.Of(place.OutputFolder),
            Seconds = context.Seconds,
            Metrics = context.Summary,
            Description = JsonNode.Parse(address.Description)!,
        };
        context.Flush();
        manifest = place.Publish(manifest);
        return new(new(stage.Name, Cached: false, manifest.Seconds, manifest.Metrics, place.Folder), manifest, place);
    }

    // Whoever reads of a failure looks for the stage first.
    private static async Task ExecuteAsync(Stage stage, StageExecution execution, string outputFolder, CancellationToken cancellationToken)
    {
        try
        {
            var calls = execution.Services.GetRequiredService<ComponentCalls>();
            var artifact = await calls.WatchAsync(Task.Run(() => Execute(calls), CancellationToken.None)).ConfigureAwait(false)
                ?? throw new KimiException("it gave null: return its artifact");
            stage.Write(execution.Services, artifact, outputFolder);
        }
        catch (KimiException exception) when (!Begins(exception.Message, $"stage {stage.Name}"))
        {
            throw new KimiException($"stage {stage.Name}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is not (KimiException or OperationCanceledException) && !DurableFiles.IsOutOfSpace(exception))
        {
            throw new StageFailedException(stage.Name, exception);
        }

        // With the whole name, and not with one that only begins like it.
        static bool Begins(string message, string name) =>
            message.StartsWith(name, StringComparison.Ordinal) && message.ElementAtOrDefault(name.Length) is ' ' or ':' or ',';

        // A transform is a component as a whole.
        Task<Artifact> Execute(ComponentCalls calls) => stage.Options is TransformAttribute
            ? calls.CallAsync("the transform", "its inputs", () => stage.ExecuteAsync(execution, cancellationToken))
            : stage.ExecuteAsync(execution, cancellationToken);
    }

    // Null if the stage is to be computed: it never was, or what there is of it is damaged.
    private StageManifest? Stored(Stage stage, ArtifactStore.StoredStage place)
    {
        try
        {
            if (place.Manifest is { } manifest)
            {
                place.Check(manifest);
                return manifest;
            }
        }
        catch (DamageException damage)
        {
            var aside = place.SetAside();
            _listeners.Warn($"the stored output of stage {stage.Name} is damaged ({damage.Message}): it is set aside in {aside}, and computed again");
        }

        return null;
    }

    private static Address AddressOf(EffectiveStage effective, ulong seed, IServiceProvider services, Dictionary<Stage, DoneStage> done)
    {
        var scope = services.GetRequiredService<StageScope>();
        return Address.Of(
            effective,
            seed,
            effective.Stage.Implementation(services),
            effective.Components.Select(scope.Implementation),
            [
                .. effective.Stage.Inputs.Select(input => input.Sources.Select(source => done[source].Manifest.ContentHash).ToList()),
                .. effective.Stage.RewardModel is { } rewardModel ? new List<string>[] { [done[rewardModel].Manifest.ContentHash] } : [],
            ]);
    }

    // Whatever dependency injection or the disk lacks is reported before the first stage runs, not hours later before the last.
    private async Task CheckAsync(EffectiveStage effective, IEnumerable<EffectiveStage> judges, CancellationToken cancellationToken)
    {
        using var scope = Scope(effective);
        var checks = new List<Func<Problem, string?>>();
        foreach (var judge in judges)
            checks.AddRange(await ProblemChecksOfAsync(judge, cancellationToken).ConfigureAwait(false));
        scope.ServiceProvider.GetRequiredService<ProblemChecks>().All = checks;
        await scope.ServiceProvider.GetRequiredService<StageScope>().CheckComponentsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var file in effective.Options.ExternalFiles)
            Address.CheckFile(file, effective.Stage.Name);
        await effective.Stage.CheckAsync(scope.ServiceProvider, effective.Options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Func<Problem, string?>>> ProblemChecksOfAsync(EffectiveStage judge, CancellationToken cancellationToken)
    {
        using var scope = Scope(judge);
        var checks = new List<Func<Problem, string?>>();
        foreach (var check in scope.ServiceProvider.GetRequiredService<StageScope>().ProblemChecks)
            checks.Add(await check.TroubleAsync(cancellationToken).ConfigureAwait(false));
        return checks;
    }

    private IServiceScope Scope(EffectiveStage effective)
    {
        var scope = _scopes.CreateScope();
        scope.ServiceProvider.GetRequiredService<StageScope>().Stage = effective;
        return scope;
    }

    private sealed record DoneStage(StageResult Result, StageManifest Manifest, ArtifactStore.StoredStage Place)
    {
        // Hours may lie between the end of a stage and its use.
        public Artifact Read(Stage stage, IServiceProvider services)
        {
            try
            {
                Place.Check(Manifest);
            }
            catch (DamageException damage)
            {
                throw new KimiException(
                    $"the output of stage {stage.Name} was damaged while the run went on ({damage.Message}): run again, and the stage is computed again",
                    damage);
            }

            return stage.Read(services, Place.OutputFolder);
        }
    }
}
