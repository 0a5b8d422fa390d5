using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>
/// long2short, with one more arm: shortest rejection sampling of the merged model that takes no lucky guesses, which are the shortest of all correct
/// responses.
/// </summary>
[Recipe("long2short-found")]
public abstract partial class Long2ShortFound : Long2Short
{
    [SampleShortest(SamplesPerPrompt = 8, MaxProblems = 384)]
    [Reward<FoundAnswerReward>]
    public abstract Demonstrations MergedFound(Policy merged, PromptSet problems);

    [FineTune(Steps = 96, BatchSize = 32, WarmupSteps = 10)]
    public abstract Policy MergedFoundSft(Policy merged, Demonstrations mergedFound);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Found(Policy merged, Policy mergedShortestSft, Policy mergedFoundSft, PromptSet heldOut);
}
