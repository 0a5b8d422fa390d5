using Kimi.Dsl;
using Kimi.Recipes.Searches;

namespace Kimi.Recipes;

/// <summary>Thinking as search: a policy that gives up too early learns to go on, so that sampled accuracy, greedy accuracy and length rise together.</summary>
[Recipe("search", Seed = 1)]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class Search
{
    [SearchProblems(Count = 5_000)]
    public abstract PromptSet Problems();

    [SearchProblems(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SearchTraces(PerProblem = 3)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 4, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 80, Alphabet = SearchTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 2_400, BatchSize = 24, LearningRate = 2e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation SftReport(Policy sft, PromptSet heldOut);

    [Reinforce(Iterations = 48, PromptsPerIteration = 32, SamplesPerPrompt = 8, Parts = 2)]
    [MirrorDescent(Tau = 0.1)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation LongCotReport(Policy longCot, PromptSet heldOut);
}
