using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>How accuracy and response length grow together during training (paper 3.3, figures 5 and 6): the same held-out problems every eight
/// iterations.</summary>
[Recipe("scaling-response-length")]
public abstract partial class ScalingResponseLength : K15Base
{
    [Reinforce(Iterations = 8, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [PuzzleReward]
    public abstract Policy After8(Policy longCotSft, PromptSet curated);

    [Reinforce(Iterations = 8, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [PuzzleReward]
    public abstract Policy After16(Policy after8, PromptSet curated);

    [Reinforce(Iterations = 8, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [PuzzleReward]
    public abstract Policy After24(Policy after16, PromptSet curated);

    [Reinforce(Iterations = 8, PromptsPerIteration = 64, SamplesPerPrompt = 8, MaxResponseTokens = 160, LearningRate = 1e-4)]
    [MirrorDescent(Tau = 0.1)]
    [PuzzleReward]
    public abstract Policy After32(Policy after24, PromptSet curated);

    [Evaluate(MaxResponseTokens = 160, SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Accuracy(Policy longCotSft, Policy after8, Policy after16, Policy after24, Policy after32, PromptSet heldOut);
}
