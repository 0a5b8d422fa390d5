// Form: a sampler whose state checkpoints hold
using Kimi.Dsl;

namespace Acme;

[Recipe("state-in-checkpoints")]
public abstract partial class StateInCheckpoints
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Sampler<Counted>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Prefers what it has not seen.</summary>
public sealed class Counted : ISampler, ICheckpointed
{
    private int _drawn;

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => 1.0 / (1 + _drawn++ % 7);

    /// <inheritdoc/>
    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, "drawn"), $"{_drawn}");

    /// <inheritdoc/>
    public void Load(string folder) => _drawn = int.Parse(File.ReadAllText(Path.Combine(folder, "drawn")));
}
