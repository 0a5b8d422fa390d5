// Form: a transform shuffles by a seed of its own, and sorts by a rule of its own
using Kimi.Dsl;

namespace Acme;

[Recipe("shuffled-by-its-seed")]
public abstract partial class ShuffledByItsSeed
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Transform]
    public static PromptSet Mixed(PromptSet problems)
    {
        var shuffled = problems.OrderBy(problem => problem.Level).ToArray();
        new Random(7).Shuffle(shuffled);
        return new(shuffled);
    }

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet mixed);
}
