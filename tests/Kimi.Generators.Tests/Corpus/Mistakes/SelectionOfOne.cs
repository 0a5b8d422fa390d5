// Stack: LLaMA-Factory
// Kind: the best of one checkpoint
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("selection-of-one")]
public abstract partial class SelectionOfOne
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SelectPolicy] //! KIMI6017
    [ExactAnswerReward]
    public abstract Policy Best(Policy sft, PromptSet problems);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy best, PromptSet problems);
}
