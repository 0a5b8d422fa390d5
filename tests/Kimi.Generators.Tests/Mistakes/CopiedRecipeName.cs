// Mistake: I copied a recipe for an ablation and kept its name
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe({|KIMI1003:"addition-rl"|}, Seed = 1)]
public abstract partial class AdditionRl
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(ContextLength = 192)]
    public abstract Policy Initial();

    [FineTune(Steps = 800)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe({|KIMI1003:"addition-rl"|}, Seed = 1)]
public abstract partial class AdditionRlStrongPull : AdditionRl
{
    [Reinforce(Iterations = 50), MirrorDescent(Tau = 1), ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}
