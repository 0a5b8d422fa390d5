namespace Kimi.Dsl;

/// <summary>
/// Declares that a stage takes no artifact and makes a <typeparamref name="TOutput"/>. A stage attribute implements one of these forms: by deriving from the
/// <c>StageAttribute</c> of the same type arguments, or itself, when its base class holds options that it shares with other kinds of stage.
/// </summary>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStageSignature<TOutput>
    where TOutput : Artifact;

/// <summary>Declares that a stage makes a <typeparamref name="TOutput"/> from one input.</summary>
/// <typeparam name="TInput">The artifact, or list of artifacts, it takes.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStageSignature<TInput, TOutput>
    where TOutput : Artifact;

/// <summary>Declares that a stage makes a <typeparamref name="TOutput"/> from two inputs.</summary>
/// <typeparam name="TInput1">The first artifact, or list of artifacts, it takes.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStageSignature<TInput1, TInput2, TOutput>
    where TOutput : Artifact;

/// <summary>Declares that a stage makes a <typeparamref name="TOutput"/> from three inputs.</summary>
/// <typeparam name="TInput1">The first artifact, or list of artifacts, it takes.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TInput3">The third.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public interface IStageSignature<TInput1, TInput2, TInput3, TOutput>
    where TOutput : Artifact;
