namespace Kimi.Dsl;

/// <summary>A stage of the team's own: executed by its method in the recipe.</summary>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
/// <param name="name">The stage's name.</param>
/// <param name="options">The stage's attribute.</param>
/// <param name="method">The class that holds the method.</param>
/// <param name="inputs">The stages whose outputs it takes.</param>
/// <param name="body">Calls the method.</param>
public sealed class TransformStage<TOutput>(
    string name,
    TransformAttribute options,
    Type method,
    IReadOnlyList<Stage> inputs,
    Func<TransformCall, Task<TOutput>> body)
    : Stage<TOutput>(name, options, [.. inputs.Select(input => new StageInput([input]))])
    where TOutput : Artifact
{
    /// <summary>The types of the services that its method takes.</summary>
    public IReadOnlyList<Type> Services { get; init; } = [];

    /// <inheritdoc/>
    public override Type Implementation(IServiceProvider services) => method;

    /// <inheritdoc/>
    public override ValueTask CheckAsync(IServiceProvider services, StageAttribute options, CancellationToken cancellationToken)
    {
        if (Services.FirstOrDefault(type => !typeof(StageContext).IsAssignableTo(type) && services.GetService(type) is null) is { } missing)
            throw TransformCall.Missing(Name, missing);
        return ValueTask.CompletedTask;
    }

    private protected override Task<TOutput> RunAsync(StageExecution execution, CancellationToken cancellationToken) =>
        body(new(Name, execution, cancellationToken));
}

/// <summary>Where a transform's arguments come from.</summary>
/// <param name="stage">The transform's name.</param>
/// <param name="execution">What it runs with.</param>
/// <param name="cancellationToken">Cancelled when the run is asked to stop.</param>
public sealed class TransformCall(string stage, StageExecution execution, CancellationToken cancellationToken)
{
    /// <summary>Cancelled when the run is asked to stop.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The output of a stage.</summary>
    /// <typeparam name="TArtifact">Its type.</typeparam>
    /// <param name="stage">The stage.</param>
    public TArtifact Output<TArtifact>(Stage<TArtifact> stage)
        where TArtifact : Artifact => (TArtifact)execution.Outputs(stage);

    /// <summary>A service from dependency injection, or the stage's <see cref="StageContext"/>.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="KimiException">It is not registered.</exception>
    public T Service<T>()
        where T : class =>
        execution.Context as T
        ?? (T?)execution.Services.GetService(typeof(T))
        ?? throw Missing(stage, typeof(T));

    internal static KimiException Missing(string stage, Type service) =>
        new($"transform {stage} takes a {service.Name}, which no stage makes and no service provides: register it in Program.cs");
}
