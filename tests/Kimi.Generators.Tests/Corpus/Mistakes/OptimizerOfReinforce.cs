// Stack: OpenRLHF
// Kind: the optimizer of the class is meant for reinforcement learning, which has its own
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("optimizer-of-reinforce")]
[Optimizer(LearningRate = 1e-6)] //! KIMI5010
public abstract partial class OptimizerOfReinforce
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
