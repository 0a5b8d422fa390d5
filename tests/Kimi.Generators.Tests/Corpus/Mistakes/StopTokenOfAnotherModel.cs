// Stack: slime
// Kind: the end token of Qwen for a tokenizer of bytes
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-token-of-another-model")]
public abstract partial class StopTokenOfAnotherModel
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StopTokens = [151_645])] //! KIMI6015
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
