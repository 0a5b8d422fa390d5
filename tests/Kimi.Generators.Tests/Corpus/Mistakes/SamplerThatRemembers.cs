// Stack: prime-rl
// Kind: a sampler keeps what it has drawn in a dictionary of its own
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sampler-that-remembers")]
public abstract partial class SamplerThatRemembers
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
    [Sampler<Unseen>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Prefers what it has not seen.</summary>
public sealed class Unseen : ISampler
{
    private readonly Dictionary<string, int> _drawn = []; //! KIMI8003

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        _drawn[problem.Id] = _drawn.GetValueOrDefault(problem.Id) + 1;
        return 1.0 / _drawn[problem.Id];
    }
}
