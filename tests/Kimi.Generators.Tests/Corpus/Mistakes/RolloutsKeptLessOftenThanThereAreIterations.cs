// Stack: prime-rl
// Kind: rollouts are to be saved every 100 steps of a run of 40
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rollouts-kept-less-often-than-there-are-iterations")]
public abstract partial class RolloutsKeptLessOftenThanThereAreIterations
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 40, KeepRolloutsEvery = 100)] //! KIMI5002
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
