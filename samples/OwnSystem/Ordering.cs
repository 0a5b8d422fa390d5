using Kimi.Dsl;

namespace OwnSystem;

/// <summary>A model of 57,000 weights learns to order from shops whose stock it must ask for: from a hasty buyer, then in the team's service.</summary>
[Recipe("ordering", Seed = 1)]
[Sampling(MaxResponseTokens = 18, Parts = 2)]
[Environment<Shopping>(MaxTurns = 6, MaxReplyTokens = 3)]
public abstract partial class Ordering
{
    [Problems<OrderProblems>(Count = 512)]
    public abstract PromptSet Problems();

    [Problems<OrderProblems>(Count = 64, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<HastyBuyer>(PerProblem = 8)]
    public abstract Demonstrations Visits(PromptSet problems);

    [InitializeTransformer(
        Layers = 2, HiddenSize = 48, AttentionHeads = 4, KeyValueHeads = 4, FeedForwardSize = 128, ContextLength = 40, Alphabet = Phrases.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 800, BatchSize = 32, LearningRate = 3e-3, WarmupSteps = 20, CheckpointEvery = 250)]
    public abstract Policy Sft(Policy initial, Demonstrations visits);

    [Reinforce(
        Iterations = 20, PromptsPerIteration = 24, SamplesPerPrompt = 8, StepsPerIteration = 3, LearningRate = 5e-4, ResetOptimizer = false,
        CheckpointEvery = 2)]
    [MirrorDescent]
    [Environment<Shopping>]
    [Reward<Delivered>]
    [PartialRollouts(TokenBudget = 8)]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 8)]
    [Environment<Shopping>]
    [Reward<Delivered>]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}
