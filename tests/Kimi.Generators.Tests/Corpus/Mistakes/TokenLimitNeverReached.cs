// Stack: NeMo-RL
// Kind: a limit of generated tokens that all iterations together do not reach
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("token-limit-never-reached")]
public abstract partial class TokenLimitNeverReached
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 10, PromptsPerIteration = 32, SamplesPerPrompt = 4, MaxResponseTokens = 128, MaxGeneratedTokens = 1_000_000_000)] //! KIMI5007
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
