// Stack: axolotl
// Kind: the scale of an adapter is given where its alpha belongs
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("alpha-of-almost-nothing")]
public abstract partial class AlphaOfAlmostNothing
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Lora(Rank = 64, Alpha = 0.03)] //! KIMI5011
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
}
