// Stack: verl
// Kind: training and test part are split by two different shares
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shares-that-overlap")]
public abstract partial class SharesThatOverlap
{
    [ProblemsFile(Path = "sums.jsonl", Split = Split.Train, HeldOutShare = 0.2)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "sums.jsonl", Split = Split.HeldOut, HeldOutShare = 0.3)]
    public abstract PromptSet Test();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test); //! KIMI6007
}
