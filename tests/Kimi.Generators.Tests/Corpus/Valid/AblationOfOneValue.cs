// Form: a variant changes one value of one stage
using Kimi.Dsl;

namespace Acme;

[Recipe("ablation-of-one-value")]
public abstract partial class AblationOfOneValue
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

[Recipe("ablation-of-one-value-2")]
public abstract partial class AblationOfOneValue2 : AblationOfOneValue
{
    [Reinforce(Iterations = 80)]
    [MirrorDescent(Tau = 0.2)]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}
