using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests.Trainers;

/// <summary>Trains an adapter by both kinds of losses, in several passes a step that recompute activations, with responses in two parts.</summary>
[Recipe("adapted", Seed = 7)]
public abstract partial class AdaptedRecipe
{
    [ChainProblems(Count = 32)]
    public abstract PromptSet Problems();

    [ChainTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 2, HiddenSize = 24, AttentionHeads = 2, KeyValueHeads = 1, FeedForwardSize = 32, ContextLength = 128, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 6, BatchSize = 5, WarmupSteps = 2, LearningRate = 0.01, MicroBatchTokens = 200, RecomputeActivations = true)]
    [Lora(Rank = 4)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 4, PromptsPerIteration = 4, SamplesPerPrompt = 4, MaxResponseTokens = 20, MicroBatchTokens = 300, Parts = 2)]
    [MirrorDescent]
    [Reward<EvenLength>]
    [Lora(Rank = 4)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
