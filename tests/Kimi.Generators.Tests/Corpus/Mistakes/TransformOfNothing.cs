// Stack: slime
// Kind: a filter returns what it takes
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("transform-of-nothing")]
public abstract partial class TransformOfNothing
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Transform]
    public static PromptSet Hard(PromptSet problems) => problems; //! none yet

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet hard);
}
