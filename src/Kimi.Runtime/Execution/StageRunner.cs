using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Execution;

/// <summary>Runs the stages of one run, one after the other: finds an output that is stored, or computes and stores it.</summary>
/// <param name="scopes">Makes a scope for each stage.</param>
/// <param name="options">Where and on what to run.</param>
/// <param name="seed">The recipe's seed.</param>
/// <param name="listeners">The listeners that follow the run.</param>
/// <param name="fingerprint">How this process computes.</param>
internal sealed class StageRunner(IServiceScopeFactory scopes, KimiOptions options, int seed, Listeners listeners, Func<string> fingerprint)
{
    private readonly ArtifactStore _store = new(options.RunsFolder);
    private readonly Dictionary<Stage, DoneStage> _done = [];

    /// <summary>Runs a stage, unless its output is stored.</summary>
    /// <param name="effective">The stage, with its options in force.</param>
    /// <param name="again">Whether to compute it even if its output is stored.</param>
    /// <param name="cancellationToken">Stops it after a checkpoint.</param>
    /// <exception cref="KimiException">Something in the input is wrong.</exception>
    /// <exception cref="StageFailedException">It failed otherwise.</exception>
    public async Task<StageResult> RunAsync(EffectiveStage effective, bool again, CancellationToken cancellationToken)
    {
        var finished = await FinishAsync(effective, again, cancellationToken).ConfigureAwait(false);
        _done.Add(effective.Stage, finished);
        return finished.Result;
    }

    private async Task<DoneStage> FinishAsync(EffectiveStage effective, bool again, CancellationToken cancellationToken)
    {
        var stage = effective.Stage;
        using var scope = scopes.CreateScope(effective);
        var services = scope.ServiceProvider;
        var stageSeed = services.GetRequiredService<StageScope>().Seed = SeededRandom.DeriveSeed((ulong)seed, stage.Name);
        var address = AddressOf(effective, stageSeed, services);
        var place = _store[stage.Name, address];
        DurableFiles.CreateFolder(place.Folder);
        var holder = $"stage {stage.Name}";
        using var stageLock = options.WaitForStages
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
            listeners.Warn($"stage {stage.Name} has an output, but not the record that says it is complete: it is set aside in {aside}, and computed again");
        if (stage.RewardModel is { } rewardModel)
            services.GetRequiredService<StageScope>().RewardModel = (RewardModel)_done[rewardModel].Read(rewardModel, services);
        using var context = new RunningStage(
            stage.Name, address.Hash, stageSeed, fingerprint, place, stageLock,
            services.GetRequiredService<StageScope>().Checkpointed, listeners);
        listeners.StageStarted(stage, context.FromStep);
        var execution = new StageExecution(services, effective.Options, context, input => _done[input].Read(input, services));
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
            listeners.Warn($"the stored output of stage {stage.Name} is damaged ({damage.Message}): it is set aside in {aside}, and computed again");
        }

        return null;
    }

    private Address AddressOf(EffectiveStage effective, ulong stageSeed, IServiceProvider services)
    {
        var scope = services.GetRequiredService<StageScope>();
        return Address.Of(
            effective,
            stageSeed,
            effective.Stage.Implementation(services),
            effective.Components.Select(scope.Implementation),
            [
                .. effective.Stage.Inputs.Select(input => input.Sources.Select(source => _done[source].Manifest.ContentHash).ToList()),
                .. effective.Stage.RewardModel is { } rewardModel ? new List<string>[] { [_done[rewardModel].Manifest.ContentHash] } : [],
            ]);
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
