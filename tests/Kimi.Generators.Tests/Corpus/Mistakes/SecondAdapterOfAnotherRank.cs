// Stack: axolotl
// Kind: a second phase goes on with an adapter of another rank
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("second-adapter-of-another-rank")]
public abstract partial class SecondAdapterOfAnotherRank
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    [Lora(Rank = 4)]
    public abstract Policy Adapted(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Lora(Rank = 8)] //! KIMI6016
    public abstract Policy LongCot([From(nameof(Adapted))] Policy start, PromptSet problems);
}
