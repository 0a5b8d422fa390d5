// Form: long2short by preferences through an adapter, against rejection sampling, an average and a second phase, each measured
using Kimi.Dsl;

namespace Acme;

[Recipe("short-by-preference", Seed = 2)]
[Sampling(MaxResponseTokens = 1_024)]
public abstract partial class ShortByPreference
{
    [LoadPolicy("models/instruct-1.5b")]
    public abstract Policy Short();

    [LoadPolicy("models/reasoner-1.5b")]
    public abstract Policy Long();

    [ProblemsFile(Path = "data/train.jsonl", Split = Split.Train, HeldOutShare = 0.05)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/train.jsonl", Split = Split.HeldOut, HeldOutShare = 0.05)]
    public abstract PromptSet HeldOut();

    [SamplePreferences(SamplesPerPrompt = 16, PairsPerProblem = 2, LongerBy = 1.3, MaxProblems = 2_000)]
    [MathReward]
    public abstract Preferences Pairs(Policy @long, PromptSet problems);

    [OptimizePreferences(Steps = 300, Beta = 0.05, LearningRate = 5e-5), Lora(Rank = 64, Alpha = 64, Targets = LoraTargets.Attention)]
    public abstract Policy Preferring(Policy @long, Preferences pairs);

    [MergeAdapter]
    public abstract Policy Dpo(Policy preferring);

    [SampleShortest(MaxProblems = 2_000)]
    [MathReward]
    public abstract Demonstrations Shortest(Policy @long, PromptSet problems);

    [FineTune(Steps = 300, LearningRate = 1e-5)]
    public abstract Policy Rejection(Policy @long, [From(nameof(Shortest))] Demonstrations examples);

    [SelectPolicy(TokenPrice = 0.2, MaxProblems = 500)]
    [MathReward]
    public abstract Policy Best(Policy dpo, Policy rejection, PromptSet problems);

    [Reinforce(Iterations = 80, LearningRate = 1e-6, MaxResponseTokens = 512)]
    [MirrorDescent(Tau = 0.05)]
    [MathReward]
    [LengthPenalty(Weight = 0.3, FromIteration = 20)]
    public abstract Policy Second([From(nameof(Best))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Report(Policy @short, Policy @long, Policy dpo, Policy rejection, Policy second, PromptSet heldOut);
}
