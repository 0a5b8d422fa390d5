namespace Kimi.Dsl;

/// <summary>A node of the training graph: a stage with its declared options, inputs and components.</summary>
public abstract class Stage
{
    private protected Stage(string name, StageAttribute options, IReadOnlyList<StageInput> inputs)
    {
        Name = name;
        Options = options;
        Inputs = inputs;
    }

    /// <summary>The stage's name: that of its method.</summary>
    public string Name { get; }

    /// <summary>The options as the recipe declares them, before configuration.</summary>
    public StageAttribute Options { get; }

    /// <summary>Where the inputs that its attribute declares come from, in order.</summary>
    public IReadOnlyList<StageInput> Inputs { get; }

    /// <summary>The stage whose reward model its rewards use, or null if none of them uses one (<see cref="TakesRewardModelAttribute"/>).</summary>
    public Stage<RewardModel>? RewardModel { get; init; }

    /// <summary>The stages it takes artifacts from, in the order of its parameters.</summary>
    public IReadOnlyList<Stage> Sources => [.. Inputs.SelectMany(input => input.Sources), .. RewardModel is null ? [] : new Stage[] { RewardModel }];

    /// <summary>All components as the recipe declares them, before configuration: kind by kind, in the order of <see cref="ComponentKinds"/>.</summary>
    public IReadOnlyList<ComponentAttribute> Components { get; init => field = [.. value.OrderBy(component => component.Kind)]; } = [];

    /// <summary>The objective, or null for a stage without one.</summary>
    public ObjectiveAttribute? Objective
    {
        get => Components.OfType<ObjectiveAttribute>().FirstOrDefault();
        init => Components = value is null ? Components : [.. Components, value];
    }

    /// <summary>The samplers; without any, problems are drawn uniformly.</summary>
    public IReadOnlyList<SamplerAttribute> Samplers { get => Of<SamplerAttribute>(); init => Components = [.. Components, .. value]; }

    /// <summary>The rewards.</summary>
    public IReadOnlyList<RewardAttribute> Rewards { get => Of<RewardAttribute>(); init => Components = [.. Components, .. value]; }

    /// <summary>The penalties.</summary>
    public IReadOnlyList<PenaltyAttribute> Penalties { get => Of<PenaltyAttribute>(); init => Components = [.. Components, .. value]; }

    /// <summary>How responses are generated, in addition to the stage's own options.</summary>
    public IReadOnlyList<RolloutRuleAttribute> RolloutRules { get => Of<RolloutRuleAttribute>(); init => Components = [.. Components, .. value]; }

    /// <summary>What the policy acts in, or null.</summary>
    public EnvironmentAttribute? Environment
    {
        get => Components.OfType<EnvironmentAttribute>().FirstOrDefault();
        init => Components = value is null ? Components : [.. Components, value];
    }

    /// <summary>The corpus rules, in the order in which they act.</summary>
    public IReadOnlyList<CorpusRuleAttribute> CorpusRules { get => Of<CorpusRuleAttribute>(); init => Components = [.. Components, .. value]; }

    /// <summary>The correction for differences between rollout engine and trainer, or null for a stage without one.</summary>
    public CorrectionAttribute? Correction
    {
        get => Components.OfType<CorrectionAttribute>().FirstOrDefault();
        init => Components = value is null ? Components : [.. Components, value];
    }

    /// <summary>What it trains instead of all weights, or null.</summary>
    public AdapterAttribute? Adapter
    {
        get => Components.OfType<AdapterAttribute>().FirstOrDefault();
        init => Components = value is null ? Components : [.. Components, value];
    }

    /// <summary>The type of artifact it makes.</summary>
    public abstract Type OutputType { get; }

    /// <summary>The class whose code makes the output: part of the output's address.</summary>
    /// <param name="services">The services of the stage's scope.</param>
    /// <exception cref="KimiException">Nothing is registered that executes the stage.</exception>
    public abstract Type Implementation(IServiceProvider services);

    /// <summary>Makes sure, before the first stage of a run, that nothing is missing for this one, so that an error does not show only after hours.</summary>
    /// <param name="services">The services of the stage's scope.</param>
    /// <param name="options">The option values in force.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">Something is missing.</exception>
    public abstract ValueTask CheckAsync(IServiceProvider services, StageAttribute options, CancellationToken cancellationToken);

    /// <summary>Executes the stage.</summary>
    /// <param name="execution">What it runs with.</param>
    /// <param name="cancellationToken">Cancelled when the run is asked to stop.</param>
    public abstract Task<Artifact> ExecuteAsync(StageExecution execution, CancellationToken cancellationToken);

    /// <summary>Writes an output of this stage into a folder.</summary>
    /// <param name="services">Gives the artifact's format.</param>
    /// <param name="artifact">The output.</param>
    /// <param name="folder">The folder; it exists.</param>
    public abstract void Write(IServiceProvider services, Artifact artifact, string folder);

    /// <summary>Reads an output of this stage from a folder.</summary>
    /// <param name="services">Gives the artifact's format.</param>
    /// <param name="folder">The folder.</param>
    public abstract Artifact Read(IServiceProvider services, string folder);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private IReadOnlyList<T> Of<T>()
        where T : ComponentAttribute =>
        [.. Components.OfType<T>()];

    private protected static T Service<T>(IServiceProvider services, string remedy)
        where T : class =>
        (T?)services.GetService(typeof(T)) ?? throw new KimiException($"no {Describe(typeof(T))} is registered: {remedy}");

    private static string Describe(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Describe))}>"
        : type.Name;
}

/// <summary>A node that makes a <typeparamref name="TOutput"/>.</summary>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public abstract class Stage<TOutput> : Stage
    where TOutput : Artifact
{
    private protected Stage(string name, StageAttribute options, IReadOnlyList<StageInput> inputs)
        : base(name, options, inputs)
    {
    }

    /// <inheritdoc/>
    public sealed override Type OutputType => typeof(TOutput);

    /// <inheritdoc/>
    public sealed override async Task<Artifact> ExecuteAsync(StageExecution execution, CancellationToken cancellationToken) =>
        await RunAsync(execution, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public sealed override void Write(IServiceProvider services, Artifact artifact, string folder) => Format(services).Write((TOutput)artifact, folder);

    /// <inheritdoc/>
    public sealed override Artifact Read(IServiceProvider services, string folder) => Format(services).Read(folder) with { Origin = Name };

    /// <summary>Wires the stage's output to another stage's input.</summary>
    /// <param name="stage">The stage.</param>
    public static implicit operator StageInput<TOutput>(Stage<TOutput> stage) => new([stage], outputs => (TOutput)outputs(stage));

    private protected abstract Task<TOutput> RunAsync(StageExecution execution, CancellationToken cancellationToken);

    private static IArtifactFormat<TOutput> Format(IServiceProvider services) =>
        Service<IArtifactFormat<TOutput>>(services, $"add services.AddArtifactFormat<{typeof(TOutput).Name}, …>() to say how the artifact is kept on disk");
}
