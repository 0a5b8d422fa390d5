// Stack: slime
// Kind: a sampler writes its state into checkpoints and never reads it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("checkpoint-that-loads-nothing")]
public abstract partial class CheckpointThatLoadsNothing
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
    [Sampler<Fading>]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Problems fade as they are drawn.</summary>
public sealed class Fading : ISampler, ICheckpointed
{
    private readonly Dictionary<string, int> _drawn = [];

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        _drawn[problem.Id] = _drawn.GetValueOrDefault(problem.Id) + 1;
        return 1.0 / _drawn[problem.Id];
    }

    /// <inheritdoc/>
    public void Save(string folder) => File.WriteAllLines(Path.Combine(folder, "drawn.txt"), _drawn.Select(one => $"{one.Key} {one.Value}"));

    /// <inheritdoc/>
    public void Load(string folder) //! KIMI8003
    {
    }
}
