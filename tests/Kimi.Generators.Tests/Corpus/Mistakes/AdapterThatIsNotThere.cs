// Stack: LLaMA-Factory
// Kind: merges an adapter into a model that was trained in full
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-that-is-not-there")]
public abstract partial class AdapterThatIsNotThere
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy longCot); //! KIMI6014
}
