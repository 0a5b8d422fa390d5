// Mistake: my ablation overrides a stage by itself
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ablation-without-a-change")]
public abstract partial class AblationWithoutAChange
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
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe("ablation-without-a-change-2")]
public abstract partial class AblationWithoutAChange2 : AblationWithoutAChange
{
    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy {|KIMI2006:LongCot|}(Policy sft, PromptSet problems);
}
