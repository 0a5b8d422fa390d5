// Stack: axolotl
// Kind: an adapter is merged into what it was merged into
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-merged-twice")]
public abstract partial class AdapterMergedTwice
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Lora]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy tuned);

    [MergeAdapter]
    public abstract Policy MergedAgain(Policy merged); //! KIMI6014
}
