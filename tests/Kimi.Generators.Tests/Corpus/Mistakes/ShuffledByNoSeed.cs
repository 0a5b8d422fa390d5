// Stack: LLaMA-Factory
// Kind: a transform shuffles by a generator without a seed
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shuffled-by-no-seed")]
public abstract partial class ShuffledByNoSeed
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Transform]
    public static PromptSet Mixed(PromptSet problems)
    {
        var shuffled = problems.ToArray();
        new Random().Shuffle(shuffled); //! KIMI8007
        return new(shuffled);
    }

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet mixed);
}
