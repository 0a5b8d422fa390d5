using Kimi.Dsl;

namespace CalculatorTool;

/// <summary>What a calculator is worth: a policy of 84,000 weights that calls it seldom learns by reinforcement, once with it and once without.</summary>
[Recipe("calculator", Seed = 1)]
[Sampling(MaxResponseTokens = 24)]
[Reinforce(Iterations = 24, PromptsPerIteration = 32, SamplesPerPrompt = 8, LearningRate = 3e-4)]
[Evaluate(SamplesPerPrompt = 4)]
[Tools<Calculator, BracketCalls>(DescribeTools = false, ErrorText = "?", MaxTurns = 2, MaxReplyTokens = 8)]
public abstract partial class Arithmetic
{
    [Problems<Products>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<Products>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<HeadCalculator>(PerProblem = 2)]
    public abstract Demonstrations Answers(PromptSet problems);

    [InitializeTransformer(
        Layers = 2, HiddenSize = 64, AttentionHeads = 4, KeyValueHeads = 4, FeedForwardSize = 128, ContextLength = 48, Alphabet = "0123456789*=#[](),mul?")]
    public abstract Policy Initial();

    [FineTune(Steps = 1_500, BatchSize = 16, PackedTokens = 48, LearningRate = 3e-3, WarmupSteps = 20)]
    public abstract Policy Sft(Policy initial, Demonstrations answers);

    [Reinforce, MirrorDescent, ExactAnswerReward, Tools<Calculator, BracketCalls>]
    public abstract Policy WithTool(Policy sft, PromptSet problems);

    [Reinforce, MirrorDescent, ExactAnswerReward]
    public abstract Policy WithoutTool(Policy sft, PromptSet problems);

    [Evaluate, ExactAnswerReward, Tools<Calculator, BracketCalls>]
    public abstract Evaluation ToolReport(Policy sft, Policy withTool, PromptSet heldOut);

    [Evaluate, ExactAnswerReward]
    public abstract Evaluation PlainReport(Policy sft, Policy withoutTool, PromptSet heldOut);
}
