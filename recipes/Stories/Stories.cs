using Kimi.Dsl;

namespace Kimi.Recipes.Stories;

/// <summary>
/// A checkpoint of elsewhere learns by reinforcement to write stories that name the words they are asked for and come to an end: first with all weights, then
/// with a low-rank adapter that is merged at the end.
/// </summary>
/// <remarks>
/// <c>run stories --set Base:Folder=…</c>, for any model that continues English text. docs/models.md has what came of stories260k, a Llama of 260,000
/// weights that was trained on stories for children.
/// </remarks>
[Recipe("stories", Seed = 1)]
[Sampling(MaxResponseTokens = 128)]
[Reinforce(Iterations = 30, PromptsPerIteration = 16, SamplesPerPrompt = 8)]
public abstract partial class Stories
{
    [Problems<StoryProblems>(Count = 256)]
    public abstract PromptSet Problems();

    [Problems<StoryProblems>(Count = 64, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [LoadPolicy]
    public abstract Policy Base();

    [Reinforce(LearningRate = 2e-4)]
    [MirrorDescent(Tau = 0.1)]
    [Reward<StoryReward>]
    public abstract Policy Whole([From(nameof(Base))] Policy start, PromptSet problems);

    [Reinforce(LearningRate = 2e-3)]
    [MirrorDescent(Tau = 0.1)]
    [Reward<StoryReward>]
    [Lora(Rank = 16)]
    public abstract Policy Adapted([From(nameof(Base))] Policy start, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy adapted);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<StoryReward>]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy whole, Policy merged, PromptSet heldOut);
}
