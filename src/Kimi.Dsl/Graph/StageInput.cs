namespace Kimi.Dsl;

/// <summary>Where an input comes from.</summary>
public class StageInput
{
    internal StageInput(IReadOnlyList<Stage> sources) => Sources = sources;

    /// <summary>The stages it comes from: one, or several for a list input.</summary>
    public IReadOnlyList<Stage> Sources { get; }

    /// <summary>A list input from several stages.</summary>
    /// <typeparam name="TArtifact">The artifact they make.</typeparam>
    /// <param name="stages">The stages, in the order of the parameters.</param>
    public static StageInput<IReadOnlyList<TArtifact>> List<TArtifact>(params IReadOnlyList<Stage<TArtifact>> stages)
        where TArtifact : Artifact =>
        new(stages, outputs => [.. stages.Select(stage => (TArtifact)outputs(stage))]);
}

/// <summary>Where an input of a type comes from.</summary>
/// <typeparam name="TInput">The input: an artifact, or a list of artifacts.</typeparam>
public sealed class StageInput<TInput> : StageInput
{
    private readonly Func<Func<Stage, Artifact>, TInput> _resolve;

    internal StageInput(IReadOnlyList<Stage> sources, Func<Func<Stage, Artifact>, TInput> resolve)
        : base(sources) => _resolve = resolve;

    /// <summary>The input's value.</summary>
    /// <param name="outputs">Gives the output of a stage.</param>
    public TInput Resolve(Func<Stage, Artifact> outputs) => _resolve(outputs);
}
