// Stack: SkyRL
// Kind: n-grams of a repetition penalty are longer than any response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("grams-above-the-limit")]
public abstract partial class GramsAboveTheLimit
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 128)]
    [MirrorDescent]
    [ExactAnswerReward]
    [RepetitionPenalty(Tokens = 512)] //! KIMI4006
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
