using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes;

/// <summary>Kimi k1.5's reinforcement learning in four minutes on a laptop CPU: a model of 0.7 million weights learns to reason.</summary>
[Recipe("quickstart", Seed = 1)]
[Sampling(MaxResponseTokens = 112)]
public abstract partial class QuickStart
{
    [ChainProblems(Count = 8_192)]
    public abstract PromptSet Problems();

    [ChainProblems(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [ChainTraces(PerProblem = 2)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 4, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 160, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_400, BatchSize = 16, LearningRate = 2e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation SftReport(Policy sft, PromptSet heldOut);

    [Reinforce(Iterations = 40, PromptsPerIteration = 64, SamplesPerPrompt = 8, Parts = 2)]
    [MirrorDescent(Tau = 0.1)]
    [CurriculumSampler(Width = 4, StartLevel = 5, UntilIteration = 20)]
    [ExactAnswerReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 20)]
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
