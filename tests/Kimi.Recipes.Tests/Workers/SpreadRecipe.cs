using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>The stages of the quickstart, small, in four parts: with responses that spread over iterations, and a stop rule of the team's own.</summary>
[Recipe("spread", Seed = 7)]
public abstract partial class SpreadRecipe
{
    [ChainProblems(Count = 32)]
    public abstract PromptSet Problems();

    [ChainProblems(Count = 16, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [ChainTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 1, HiddenSize = 32, AttentionHeads = 2, KeyValueHeads = 1, FeedForwardSize = 32, ContextLength = 128, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 4, BatchSize = 2, WarmupSteps = 2)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(
        Iterations = 12, PromptsPerIteration = 6, SamplesPerPrompt = 4, MaxResponseTokens = 40, StepsPerIteration = 1, CheckpointEvery = 2, Parts = 4)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = 15)]
    [StopAtDigit(Digit = 7)]
    [Reward<EvenLength>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 40, Parts = 2)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Ends responses at a digit.</summary>
public sealed class StopAtDigitAttribute : RolloutRuleAttribute<StopAtDigit>
{
    /// <summary>The digit.</summary>
    public int Digit { get; set; }
}

/// <summary>A rule that only this application has: a worker is the same application.</summary>
/// <param name="options">Its options.</param>
[ImplementationVersion(1)]
public sealed class StopAtDigit(StopAtDigitAttribute options) : IStopRule
{
    public StopReason? Check(ReadOnlySpan<int> tokens) => tokens[^1] % 10 == options.Digit ? StopReason.Repetition : null;
}
