// Stack: NeMo-RL
// Kind: problems are filtered by pass rates that nothing has measured
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("hard-by-no-pass-rate")]
public abstract partial class HardByNoPassRate
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Transform]
    public static PromptSet Hard(PromptSet problems) => problems.Where(problem => problem.PassRate < 0.5); //! KIMI6010

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet hard);
}
