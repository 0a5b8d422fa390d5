// Stack: SkyRL
// Kind: top_k of -1, as engines write it for all
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("top-k-of-minus-one")]
public abstract partial class TopKOfMinusOne
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, TopK = -1)] //! KIMI5001
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
