// Stack: verl
// Kind: train_batch_size is larger than the training set
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-prompts-than-problems")]
public abstract partial class MorePromptsThanProblems
{
    [Problems<AdditionProblems>(Count = 512)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = 1_024)] //! KIMI3006
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
