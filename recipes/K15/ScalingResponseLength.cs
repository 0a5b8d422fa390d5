using Kimi.Dsl;
using Kimi.Recipes.Puzzles;

namespace Kimi.Recipes;

/// <summary>How accuracy and response length grow together during training (paper 3.3, figures 5 and 6): the same held-out problems every eight
/// iterations.</summary>
[Recipe("scaling-response-length")]
[Reinforce(Iterations = 8)]
public abstract partial class ScalingResponseLength : K15Base
{
    [Reinforce]
    [MirrorDescent]
    [PuzzleReward]
    public abstract Policy After8(Policy longCotSft, PromptSet curated);

    [Reinforce]
    [MirrorDescent]
    [PuzzleReward]
    public abstract Policy After16(Policy after8, PromptSet curated);

    [Reinforce]
    [MirrorDescent]
    [PuzzleReward]
    public abstract Policy After24(Policy after16, PromptSet curated);

    [Reinforce]
    [MirrorDescent]
    [PuzzleReward]
    public abstract Policy After32(Policy after24, PromptSet curated);

    [Evaluate(SamplesPerPrompt = 2)]
    [PuzzleReward]
    public abstract Evaluation Accuracy(Policy longCotSft, Policy after8, Policy after16, Policy after24, Policy after32, PromptSet heldOut);
}
