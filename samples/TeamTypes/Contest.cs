using Kimi.Dsl;

namespace TeamTypes;

/// <summary>A model of 56,000 weights learns to bring a robot home, first from a hasty contestant and then from the contest's own judge.</summary>
[Recipe("contest", Seed = 1)]
[Sampling(MaxResponseTokens = 14)]
public abstract partial class Contest
{
    [Problems<ContestProblems>(Count = 1_024)]
    public abstract PromptSet Problems();

    [Problems<ContestProblems>(Count = 128, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<HastyContestant>(PerProblem = 4)]
    public abstract Demonstrations Ways(PromptSet problems);

    [InitializeTransformer(
        Layers = 2, HiddenSize = 48, AttentionHeads = 4, KeyValueHeads = 4, FeedForwardSize = 128, ContextLength = 24, Alphabet = "NESW=")]
    public abstract Policy Initial();

    [FineTune(Steps = 1_200, BatchSize = 32, LearningRate = 3e-3, WarmupSteps = 20, CheckpointEvery = 200)]
    public abstract Policy Sft(Policy initial, Demonstrations ways);

    [Reinforce(Iterations = 40, PromptsPerIteration = 32, SamplesPerPrompt = 8, LearningRate = 1e-3, CheckpointEvery = 2)]
    [MirrorDescent]
    [Reward<CheapestWay>]
    [StopLongRun(Longest = 5)]
    [PartialRollouts(TokenBudget = 5)]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<CheapestWay>]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}
