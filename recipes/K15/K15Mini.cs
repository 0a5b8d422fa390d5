using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>Kimi k1.5 from random weights to a short-CoT model, small enough for a laptop CPU.</summary>
[Recipe("k15-mini")]
public abstract partial class K15Mini : K15Base
{
    /// <summary>Pages like those of pretraining, but longer than its context: the activation of a longer context is measured on them.</summary>
    [ArithmeticFacts(Count = 128, MinFacts = 60, MaxFacts = 80)]
    public abstract Corpus LongPages();

    [MeasurePerplexity(SequenceLength = 256, Buckets = 8)]
    public abstract PerplexityReport Activation(Policy cooledDown, Policy longContext, Corpus longPages);

    [Reinforce(Iterations = 32)]
    [MirrorDescent]
    [CurriculumSampler(Width = 6, StartLevel = 4, UntilIteration = 12)]
    [PrioritizedSampler]
    [PuzzleReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 20)]
    public abstract Policy LongCot(Policy longCotSft, PromptSet curated);

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, Policy sft);

    [SampleShortest(SamplesPerPrompt = 8, MaxProblems = 1_024)]
    [PuzzleReward]
    public abstract Demonstrations Shortest(Policy longCot, PromptSet curated);

    [FineTune(Steps = 100, BatchSize = 16, LearningRate = 2e-4, WarmupSteps = 10)]
    public abstract Policy ShortestSft(Policy longCot, Demonstrations shortest);

    [SamplePreferences(SamplesPerPrompt = 8, MaxProblems = 1_024)]
    [PuzzleReward]
    public abstract Preferences Pairs(Policy longCot, PromptSet curated);

    [OptimizePreferences(Steps = 40, BatchSize = 16, LearningRate = 1e-5)]
    public abstract Policy Dpo(Policy longCot, Preferences pairs);

    /// <summary>The base of the second phase of reinforcement learning: the best balance of accuracy and tokens.</summary>
    [SelectPolicy(MaxProblems = 512)]
    [PuzzleReward]
    public abstract Policy ShortBase(Policy longCotSft, Policy longCot, Policy merged, PromptSet curated);

    [Reinforce(Iterations = 16, MaxResponseTokens = 48)]
    [MirrorDescent]
    [PrioritizedSampler]
    [PuzzleReward]
    [LengthPenalty(Weight = 0.2)]
    public abstract Policy ShortRl(Policy shortBase, PromptSet curated);

    /// <summary>Correct and wrong answers from which to learn judging.</summary>
    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 4, MaxProblems = 1_024, PairsPerProblem = 2)]
    [PuzzleReward]
    public abstract Preferences Labelled(Policy longCotSft, PromptSet curated);

    [TrainRewardModel(Steps = 150, BatchSize = 16, LearningRate = 5e-4, WarmupSteps = 15)]
    public abstract RewardModel Classic(Policy sft, Preferences labelled, PromptSet curated);

    [TrainCritic<PuzzleCritiques>(Steps = 800, BatchSize = 16, LearningRate = 1e-3, WarmupSteps = 15, MaxCritiqueTokens = 48)]
    public abstract RewardModel Critic(Policy sft, Preferences labelled, PromptSet curated);

    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 4, PairsPerProblem = 2)]
    [PuzzleReward]
    public abstract Preferences HeldOutPairs(Policy longCotSft, PromptSet heldOut);

    /// <summary>Classic against chain of thought.</summary>
    [CompareRewardModels]
    public abstract RewardModelComparison Judges(RewardModel classic, RewardModel critic, Preferences heldOutPairs, PromptSet heldOut);

    [Evaluate]
    [PuzzleReward]
    public abstract Evaluation Report(
        Policy sft, Policy longCotSft, Policy longCot, Policy merged, Policy shortestSft, Policy dpo, Policy shortRl, PromptSet heldOut);
}
