using Kimi.Dsl;
using Kimi.Runtime.Stages;

namespace Kimi.Recipes;

/// <summary>
/// The same stages on real data: GSM8K problems from a file, byte by byte. It shows that data flows through; a model this small
/// answers almost none of them.
/// </summary>
/// <remarks><c>run gsm8k --set Problems:Path=train.jsonl --set HeldOut:Path=test.jsonl</c></remarks>
[Recipe("gsm8k", Seed = 1)]
[ProblemsFile(Layout = ProblemLayout.Gsm8k)]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class Gsm8kShape
{
    [ProblemsFile(Count = 1_000)]
    public abstract PromptSet Problems();

    [ProblemsFile(Count = 64)]
    public abstract PromptSet HeldOut();

    [Demonstrations<WorkedSolutions>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 4, HiddenSize = 128, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 344, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 60, BatchSize = 8, LearningRate = 1e-3, WarmupSteps = 10)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation SftReport(Policy sft, PromptSet heldOut);

    [Reinforce(Iterations = 4, PromptsPerIteration = 8, SamplesPerPrompt = 4, StepsPerIteration = 1)]
    [MirrorDescent]
    [PrioritizedSampler]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation LongCotReport(Policy longCot, PromptSet heldOut);
}
