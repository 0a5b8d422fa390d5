// Form: expert iteration: twice the policy's own verified solutions become demonstrations, each time from the first weights, then a third by ReST
using Kimi.Dsl;

namespace Acme.Expert;

[Recipe("expert-iteration", Seed = 19)]
[Sampling(MaxResponseTokens = 1_024)]
[SampleLongCot(PerProblem = 4, Keep = Selection.Random, Temperature = 0.8)]
[FineTune(BatchSize = 64, LearningRate = 1e-5, WarmupSteps = 15, MicroBatchTokens = 32_768)]
public abstract partial class TwoRoundsOfOwnSolutions
{
    [LoadPolicy("models/tinyllama-1.1b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/asdiv.jsonl", PromptField = "question", LevelField = "grade", Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/asdiv.jsonl", PromptField = "question", LevelField = "grade", Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SampleLongCot(SamplesPerPrompt = 6)]
    [MathReward]
    public abstract Demonstrations First([From(nameof(Base))] Policy start, PromptSet problems);

    [FineTune(Steps = 150)]
    public abstract Policy Once([From(nameof(Base))] Policy start, Demonstrations first);

    [SampleLongCot(Templates = ["{prompt}\nLet's think step by step.", "{prompt}\nLet's write down what we know first."], SamplesPerPrompt = 12)]
    [MathReward]
    public abstract Demonstrations Second(Policy once, PromptSet problems);

    /// <summary>Solutions of both rounds, at most four a question, the shorter first.</summary>
    [Transform]
    public static Demonstrations Both(Demonstrations first, Demonstrations second) => new(
    [
        .. first.Concat(second)
            .DistinctBy(example => (example.Prompt.Text, example.Response))
            .GroupBy(example => example.Prompt.Text)
            .SelectMany(ofOne => ofOne.OrderBy(example => example.Response.Length).Take(4)),
    ]);

    [FineTune(Steps = 300)]
    public abstract Policy Twice([From(nameof(Base))] Policy start, Demonstrations both);

    [Reinforce(
        Iterations = 20, PromptsPerIteration = 256, SamplesPerPrompt = 4, StepsPerIteration = 8, LearningRate = 2e-6, WarmupIterations = 2,
        MicroBatchTokens = 32_768)]
    [ReST(BestOnly = false)]
    [HardProblemsSampler(FromIteration = 8, MaxPassRate = 0.75)]
    [MathReward]
    public abstract Policy Third(Policy twice, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Rounds([From(nameof(Base))] Policy start, Policy once, Policy twice, Policy third, PromptSet heldOut);
}
