using Kimi.Dsl;

namespace KimiRecipes;

/// <summary>A model of 20,000 weights learns to think longer, to find the largest digit: seconds on a CPU. Change it, or add your own.</summary>
[Recipe("largest-digit", Seed = 1)]
[Sampling(MaxResponseTokens = 10)]
public abstract partial class LargestDigit
{
    [Problems<DigitProblems>(Count = 2_048)]
    public abstract PromptSet Problems();

    [Problems<DigitProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<DigitTraces>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 2, HiddenSize = 32, AttentionHeads = 2, KeyValueHeads = 2, FeedForwardSize = 64, ContextLength = 20, Alphabet = "0123456789=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 200, BatchSize = 32, LearningRate = 5e-3, WarmupSteps = 10)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, PromptsPerIteration = 32)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}
