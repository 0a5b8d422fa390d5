using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes;

/// <summary>Kimi k1.5's reinforcement learning in a few minutes on a laptop CPU: a model of 0.4 million weights learns to think longer.</summary>
[Recipe("quickstart", Seed = 1)]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class QuickStart
{
    [SearchProblems(Count = 6_000)]
    public abstract PromptSet Problems();

    [SearchProblems(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SearchTraces(PerProblem = 3)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 2, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 80, Alphabet = SearchTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_600, BatchSize = 64, LearningRate = 3e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation SftReport(Policy sft, PromptSet heldOut);

    [Reinforce(Iterations = 56, PromptsPerIteration = 64, SamplesPerPrompt = 8, DecayFraction = 0.5, Parts = 2)]
    [MirrorDescent(Tau = 0.1)]
    [CurriculumSampler(Width = 7, StartLevel = 4, UntilIteration = 20)]
    [ExactAnswerReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 40)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation LongCotReport(Policy longCot, PromptSet heldOut);

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, Policy sft);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation MergedReport(Policy merged, PromptSet heldOut);
}
