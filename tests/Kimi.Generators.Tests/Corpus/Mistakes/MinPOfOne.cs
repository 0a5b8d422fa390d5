// Stack: prime-rl
// Kind: min-p of 1 leaves the likeliest token alone, and rollouts are greedy
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("min-p-of-one")]
public abstract partial class MinPOfOne
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, MinP = 1.0)] //! KIMI5011
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
