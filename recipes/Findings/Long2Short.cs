using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>
/// The long2short methods by accuracy and tokens (paper 2.4, 3.4, figure 7), from a model whose responses repeat themselves. Each method that trains samples
/// 3,072 responses and trains on as many sequences.
/// </summary>
[Recipe("long2short")]
[SearchTraces(RepeatRate = 0.25)]
public abstract partial class Long2Short : FindingsBase
{
    /// <summary>The long-CoT model, after reinforcement learning without a penalty.</summary>
    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Plain(Policy sft, PromptSet problems);

    /// <summary>Half of the long model and half of the one that it came from, whose responses are short: no training.</summary>
    [MergeWeights]
    public abstract Policy Merged(Policy plain, Policy sft);

    [SampleShortest(SamplesPerPrompt = 8, MaxProblems = 384)]
    [ExactAnswerReward]
    public abstract Demonstrations Shortest(Policy plain, PromptSet problems);

    [FineTune(Steps = 96, BatchSize = 32, WarmupSteps = 10)]
    public abstract Policy ShortestSft(Policy plain, Demonstrations shortest);

    /// <summary>The paper's merge + rs: shortest rejection sampling of the merged model.</summary>
    [SampleShortest(SamplesPerPrompt = 8, MaxProblems = 384)]
    [ExactAnswerReward]
    public abstract Demonstrations MergedShortest(Policy merged, PromptSet problems);

    [FineTune(Steps = 96, BatchSize = 32, WarmupSteps = 10)]
    public abstract Policy MergedShortestSft(Policy merged, Demonstrations mergedShortest);

    [SamplePreferences(SamplesPerPrompt = 8, MaxProblems = 384)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy plain, PromptSet problems);

    /// <summary>Two sequences a pair.</summary>
    [OptimizePreferences(Steps = 96, BatchSize = 16)]
    public abstract Policy Dpo(Policy plain, Preferences pairs);

    /// <summary>A second phase of reinforcement learning, with a penalty and a lower limit.</summary>
    [Reinforce(Iterations = 12, MaxResponseTokens = 48)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty]
    public abstract Policy ShortRl(Policy plain, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Plane(
        Policy sft, Policy plain, Policy merged, Policy shortestSft, Policy mergedShortestSft, Policy dpo, Policy shortRl, PromptSet heldOut);
}
