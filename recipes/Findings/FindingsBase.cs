using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes.Findings;

/// <summary>What the paper's ablations have in common here: searches, a long-CoT model that gives up too early, and the settings of reinforcement
/// learning.</summary>
[Recipe("findings-base", Seed = 1)]
[Sampling(MaxResponseTokens = 64)]
[Reinforce(Iterations = 32, PromptsPerIteration = 32, SamplesPerPrompt = 8)]
public abstract partial class FindingsBase
{
    [SearchProblems(Count = 5_000)]
    public abstract PromptSet Problems();

    [SearchProblems(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SearchTraces(PerProblem = 3, GiveUpRate = 0.45)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 4, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 160, Alphabet = SearchTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 2_400, BatchSize = 24, LearningRate = 2e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
