namespace Kimi.Dsl;

/// <summary>
/// Names what a stage does and holds its options. Derive from one of the generic forms, whose type arguments declare the inputs and, last, the output: that
/// declaration is what the compiler checks a recipe's methods against. A class of options that several kinds of stage share, such as
/// <see cref="OptimizedStageAttribute"/>, leaves this to <see cref="IStageSignature{TOutput}"/>.
/// </summary>
/// <remarks>
/// An input of type <see cref="IReadOnlyList{T}"/> of an artifact takes one or more consecutive parameters. On a recipe class, the attribute gives its options
/// to the stages with such an attribute that do not give them themselves.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false)]
public abstract class StageAttribute : Attribute
{
    private protected StageAttribute()
    {
    }

    /// <summary>Files outside the graph that the output depends on, as paths; their contents are part of the output's address.</summary>
    public virtual IEnumerable<string> ExternalFiles => [];

    /// <summary>An estimate of what the stage will need, from its options; by default nothing, and its output contains what its inputs contain.</summary>
    /// <param name="inputs">The estimates of the stages whose artifacts it takes, in the order of its parameters.</param>
    public virtual StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => StageEstimate.Of(inputs);

    /// <summary>A copy with the same option values, for an overlay to change.</summary>
    public StageAttribute Copy() => (StageAttribute)MemberwiseClone();
}

/// <summary>A stage that takes no artifact and makes a <typeparamref name="TOutput"/>: a source.</summary>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public abstract class StageAttribute<TOutput> : StageAttribute, IStageSignature<TOutput>
    where TOutput : Artifact;

/// <summary>A stage that makes a <typeparamref name="TOutput"/> from one input.</summary>
/// <typeparam name="TInput">The artifact, or list of artifacts, it takes.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public abstract class StageAttribute<TInput, TOutput> : StageAttribute, IStageSignature<TInput, TOutput>
    where TOutput : Artifact;

/// <summary>A stage that makes a <typeparamref name="TOutput"/> from two inputs.</summary>
/// <typeparam name="TInput1">The first artifact, or list of artifacts, it takes.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public abstract class StageAttribute<TInput1, TInput2, TOutput> : StageAttribute, IStageSignature<TInput1, TInput2, TOutput>
    where TOutput : Artifact;

/// <summary>A stage that makes a <typeparamref name="TOutput"/> from three inputs.</summary>
/// <typeparam name="TInput1">The first artifact, or list of artifacts, it takes.</typeparam>
/// <typeparam name="TInput2">The second.</typeparam>
/// <typeparam name="TInput3">The third.</typeparam>
/// <typeparam name="TOutput">The artifact it makes.</typeparam>
public abstract class StageAttribute<TInput1, TInput2, TInput3, TOutput> : StageAttribute, IStageSignature<TInput1, TInput2, TInput3, TOutput>
    where TOutput : Artifact;
