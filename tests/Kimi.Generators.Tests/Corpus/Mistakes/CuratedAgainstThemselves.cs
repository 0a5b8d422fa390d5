// Stack: verl
// Kind: removes from the training set what the training set contains
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("curated-against-themselves")]
public abstract partial class CuratedAgainstThemselves
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [CuratePrompts]
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, [From(nameof(Problems))] PromptSet heldOut); //! KIMI6013

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);
}
