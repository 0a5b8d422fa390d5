namespace Kimi.Dsl;

/// <summary>A source stage: executed by the registered <see cref="IStage{TOptions, TOutput}"/>.</summary>
/// <typeparam name="TOptions">The stage attribute.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
/// <param name="name">The stage's name.</param>
/// <param name="options">The declared options.</param>
public sealed class Stage<TOptions, TOutput>(string name, TOptions options) : Stage<TOutput>(name, options, [])
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <inheritdoc/>
    public override Type Implementation(IServiceProvider services) => Contract(services).GetType();

    /// <inheritdoc/>
    public override ValueTask CheckAsync(IServiceProvider services, StageAttribute options, CancellationToken cancellationToken) =>
        (Contract(services) as IStageCheck<TOptions>)?.CheckAsync(Name, (TOptions)options, cancellationToken) ?? ValueTask.CompletedTask;

    private protected override Task<TOutput> RunAsync(StageExecution execution, CancellationToken cancellationToken) =>
        Contract(execution.Services).RunAsync((TOptions)execution.Options, execution.Context, cancellationToken);

    private IStage<TOptions, TOutput> Contract(IServiceProvider services) =>
        Service<IStage<TOptions, TOutput>>(services, $"stage {Name} needs services.AddStage<…>() with a class that implements it");
}

/// <summary>A stage of one input: executed by the registered <see cref="IStage{TOptions, TInput, TOutput}"/>.</summary>
/// <typeparam name="TOptions">The stage attribute.</typeparam>
/// <typeparam name="TInput">The input.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
/// <param name="name">The stage's name.</param>
/// <param name="options">The declared options.</param>
/// <param name="input">Where the input comes from.</param>
public sealed class Stage<TOptions, TInput, TOutput>(string name, TOptions options, StageInput<TInput> input)
    : Stage<TOutput>(name, options, [input])
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <inheritdoc/>
    public override Type Implementation(IServiceProvider services) => Contract(services).GetType();

    /// <inheritdoc/>
    public override ValueTask CheckAsync(IServiceProvider services, StageAttribute options, CancellationToken cancellationToken) =>
        (Contract(services) as IStageCheck<TOptions>)?.CheckAsync(Name, (TOptions)options, cancellationToken) ?? ValueTask.CompletedTask;

    private protected override Task<TOutput> RunAsync(StageExecution execution, CancellationToken cancellationToken) =>
        Contract(execution.Services).RunAsync((TOptions)execution.Options, input.Resolve(execution.Outputs), execution.Context, cancellationToken);

    private IStage<TOptions, TInput, TOutput> Contract(IServiceProvider services) =>
        Service<IStage<TOptions, TInput, TOutput>>(services, $"stage {Name} needs services.AddStage<…>() with a class that implements it");
}

/// <summary>A stage of two inputs: executed by the registered <see cref="IStage{TOptions, TInput1, TInput2, TOutput}"/>.</summary>
/// <typeparam name="TOptions">The stage attribute.</typeparam>
/// <typeparam name="TInput1">The first input.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
/// <param name="name">The stage's name.</param>
/// <param name="options">The declared options.</param>
/// <param name="input1">Where the first input comes from.</param>
/// <param name="input2">Where the second comes from.</param>
public sealed class Stage<TOptions, TInput1, TInput2, TOutput>(
    string name, TOptions options, StageInput<TInput1> input1, StageInput<TInput2> input2)
    : Stage<TOutput>(name, options, [input1, input2])
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <inheritdoc/>
    public override Type Implementation(IServiceProvider services) => Contract(services).GetType();

    /// <inheritdoc/>
    public override ValueTask CheckAsync(IServiceProvider services, StageAttribute options, CancellationToken cancellationToken) =>
        (Contract(services) as IStageCheck<TOptions>)?.CheckAsync(Name, (TOptions)options, cancellationToken) ?? ValueTask.CompletedTask;

    private protected override Task<TOutput> RunAsync(StageExecution execution, CancellationToken cancellationToken) =>
        Contract(execution.Services).RunAsync(
            (TOptions)execution.Options,
            input1.Resolve(execution.Outputs),
            input2.Resolve(execution.Outputs),
            execution.Context,
            cancellationToken);

    private IStage<TOptions, TInput1, TInput2, TOutput> Contract(IServiceProvider services) =>
        Service<IStage<TOptions, TInput1, TInput2, TOutput>>(services, $"stage {Name} needs services.AddStage<…>() with a class that implements it");
}

/// <summary>A stage of three inputs: executed by the registered <see cref="IStage{TOptions, TInput1, TInput2, TInput3, TOutput}"/>.</summary>
/// <typeparam name="TOptions">The stage attribute.</typeparam>
/// <typeparam name="TInput1">The first input.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TInput3">The third.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
/// <param name="name">The stage's name.</param>
/// <param name="options">The declared options.</param>
/// <param name="input1">Where the first input comes from.</param>
/// <param name="input2">Where the second comes from.</param>
/// <param name="input3">Where the third comes from.</param>
public sealed class Stage<TOptions, TInput1, TInput2, TInput3, TOutput>(
    string name, TOptions options, StageInput<TInput1> input1, StageInput<TInput2> input2, StageInput<TInput3> input3)
    : Stage<TOutput>(name, options, [input1, input2, input3])
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <inheritdoc/>
    public override Type Implementation(IServiceProvider services) => Contract(services).GetType();

    /// <inheritdoc/>
    public override ValueTask CheckAsync(IServiceProvider services, StageAttribute options, CancellationToken cancellationToken) =>
        (Contract(services) as IStageCheck<TOptions>)?.CheckAsync(Name, (TOptions)options, cancellationToken) ?? ValueTask.CompletedTask;

    private protected override Task<TOutput> RunAsync(StageExecution execution, CancellationToken cancellationToken) =>
        Contract(execution.Services).RunAsync(
            (TOptions)execution.Options,
            input1.Resolve(execution.Outputs),
            input2.Resolve(execution.Outputs),
            input3.Resolve(execution.Outputs),
            execution.Context,
            cancellationToken);

    private IStage<TOptions, TInput1, TInput2, TInput3, TOutput> Contract(IServiceProvider services) =>
        Service<IStage<TOptions, TInput1, TInput2, TInput3, TOutput>>(services, $"stage {Name} needs services.AddStage<…>() with a class that implements it");
}
