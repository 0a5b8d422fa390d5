// Mistake: I overrode a stage in an ablation and expected it to inherit the reward
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("with-reward")]
public abstract partial class WithReward
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe("strong-pull")]
public abstract partial class StrongPull : WithReward
{
    [{|KIMI4001:Reinforce|}(Iterations = 80), MirrorDescent(Tau = 1)]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}
