namespace Kimi.Dsl;

/// <summary>Executes a source stage. Register an implementation with <c>services.AddStage&lt;T&gt;()</c>; the last one registered is used.</summary>
/// <typeparam name="TOptions">The stage attribute it executes.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStage<in TOptions, TOutput>
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <summary>Makes the output.</summary>
    /// <param name="options">The option values in force.</param>
    /// <param name="context">Seed, folders, checkpoints and metrics.</param>
    /// <param name="cancellationToken">Cancelled when the run is asked to stop: write a checkpoint and throw.</param>
    Task<TOutput> RunAsync(TOptions options, StageContext context, CancellationToken cancellationToken);
}

/// <summary>Executes a stage of one input. Register an implementation with <c>services.AddStage&lt;T&gt;()</c>; the last one registered is used.</summary>
/// <typeparam name="TOptions">The stage attribute it executes.</typeparam>
/// <typeparam name="TInput">The input.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStage<in TOptions, in TInput, TOutput>
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <summary>Makes the output.</summary>
    /// <param name="options">The option values in force.</param>
    /// <param name="input">The input.</param>
    /// <param name="context">Seed, folders, checkpoints and metrics.</param>
    /// <param name="cancellationToken">Cancelled when the run is asked to stop: write a checkpoint and throw.</param>
    Task<TOutput> RunAsync(TOptions options, TInput input, StageContext context, CancellationToken cancellationToken);
}

/// <summary>Executes a stage of two inputs. Register an implementation with <c>services.AddStage&lt;T&gt;()</c>; the last one registered is used.</summary>
/// <typeparam name="TOptions">The stage attribute it executes.</typeparam>
/// <typeparam name="TInput1">The first input.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStage<in TOptions, in TInput1, in TInput2, TOutput>
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <summary>Makes the output.</summary>
    /// <param name="options">The option values in force.</param>
    /// <param name="input1">The first input.</param>
    /// <param name="input2">The second.</param>
    /// <param name="context">Seed, folders, checkpoints and metrics.</param>
    /// <param name="cancellationToken">Cancelled when the run is asked to stop: write a checkpoint and throw.</param>
    Task<TOutput> RunAsync(TOptions options, TInput1 input1, TInput2 input2, StageContext context, CancellationToken cancellationToken);
}

/// <summary>Executes a stage of three inputs. Register an implementation with <c>services.AddStage&lt;T&gt;()</c>; the last one registered is used.</summary>
/// <typeparam name="TOptions">The stage attribute it executes.</typeparam>
/// <typeparam name="TInput1">The first input.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TInput3">The third.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStage<in TOptions, in TInput1, in TInput2, in TInput3, TOutput>
    where TOptions : StageAttribute
    where TOutput : Artifact
{
    /// <summary>Makes the output.</summary>
    /// <param name="options">The option values in force.</param>
    /// <param name="input1">The first input.</param>
    /// <param name="input2">The second.</param>
    /// <param name="input3">The third.</param>
    /// <param name="context">Seed, folders, checkpoints and metrics.</param>
    /// <param name="cancellationToken">Cancelled when the run is asked to stop: write a checkpoint and throw.</param>
    Task<TOutput> RunAsync(TOptions options, TInput1 input1, TInput2 input2, TInput3 input3, StageContext context, CancellationToken cancellationToken);
}
