// Stack: TRL
// Kind: max_completion_length as long as the model's context
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("completion-above-the-context")]
public abstract partial class CompletionAboveTheContext
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(MaxResponseTokens = 512)] //! KIMI6001
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
