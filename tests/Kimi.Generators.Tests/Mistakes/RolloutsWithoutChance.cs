// Mistake: I sample greedily, to see the policy at its best, and nothing is learned
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rollouts-without-chance")]
public abstract partial class RolloutsWithoutChance
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, {|KIMI5011:TopK = 1|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
