// Stack: LLaMA-Factory
// Kind: a number cast to the enumeration of splits
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("split-of-no-name")]
public abstract partial class SplitOfNoName
{
    [Problems<AdditionProblems>(Count = 4_096, Split = (Split)3)] //! KIMI5001
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
}
