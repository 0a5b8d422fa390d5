// Form: a curriculum that begins below its levels, over a file of a benchmark's training part
using Kimi.Dsl;

namespace Acme;

[Recipe("levels-of-a-range")]
public abstract partial class LevelsOfARange
{
    private const int Length = 512;

    [ProblemsFile(Path = "math/train.jsonl", Layout = ProblemLayout.Math, Split = Split.Train, HeldOutShare = 0.05)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "math/train.jsonl", Layout = ProblemLayout.Math, Split = Split.HeldOut, HeldOutShare = 0.05)]
    public abstract PromptSet HeldOut();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 100, MaxResponseTokens = Length, LearningRate = 1e-6)]
    [MirrorDescent]
    [CurriculumSampler(Width = 2, StartLevel = 1, UntilIteration = 99)]
    [MathReward(LastLine = false)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = Length, SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [MathReward(LastLine = false)]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}
