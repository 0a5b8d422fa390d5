// Form: training and test part of one file by one share, the test part limited and shuffled
using Kimi.Dsl;

namespace Acme;

[Recipe("two-files-of-one-split")]
public abstract partial class TwoFilesOfOneSplit
{
    [ProblemsFile(Path = "sums.jsonl", Split = Split.Train, HeldOutShare = 0.2)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "./sums.jsonl", Split = Split.HeldOut, HeldOutShare = 0.2, Shuffle = true, Count = 200)]
    public abstract PromptSet Test();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4, TopP = 0.9)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test);
}
