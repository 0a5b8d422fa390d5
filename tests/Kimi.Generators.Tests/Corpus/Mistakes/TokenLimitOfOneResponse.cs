// Stack: NeMo-RL
// Kind: the token limit of the run is meant for one response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("token-limit-of-one-response")]
public abstract partial class TokenLimitOfOneResponse
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, MaxGeneratedTokens = 256)] //! KIMI5007
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
