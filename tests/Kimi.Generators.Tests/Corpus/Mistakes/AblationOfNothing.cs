// Stack: TRL
// Kind: an ablation overrides a stage with the attributes that it has already
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ablation-of-nothing")]
public abstract partial class AblationOfNothing
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

[Recipe("ablation-of-nothing-2")]
public abstract partial class AblationOfNothing2 : AblationOfNothing
{
    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems); //! KIMI2006
}
