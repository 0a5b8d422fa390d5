using Kimi.Dsl;

namespace Kimi.Memory;

/// <summary>One stage of each kind, at its full length, so that what <c>plan</c> says of it can be measured.</summary>
[Recipe("memory", Seed = 1)]
public abstract partial class Memory
{
    [LengthProblems(Count = 64)]
    public abstract PromptSet Problems();

    [LengthProblems(Count = 64, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [LengthTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, HiddenSize = 256, AttentionHeads = 4, KeyValueHeads = 2, FeedForwardSize = 688, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 4, BatchSize = 16, WarmupSteps = 0)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 4, BatchSize = 16, WarmupSteps = 0)]
    [Lora(Rank = 16)]
    public abstract Policy Adapted(Policy sft, Demonstrations traces);

    [FineTune(Steps = 4, BatchSize = 16, WarmupSteps = 0, RecomputeActivations = true)]
    public abstract Policy Recomputed(Policy sft, Demonstrations traces);

    [Evaluate(MaxResponseTokens = 223, SamplesPerPrompt = 4, Temperature = 1)]
    [ParityReward]
    public abstract Evaluation Reading(Policy sft, PromptSet heldOut);

    [Reinforce(Iterations = 3, PromptsPerIteration = 16, SamplesPerPrompt = 8, MaxResponseTokens = 223, WarmupIterations = 0)]
    [MirrorDescent]
    [ParityReward]
    public abstract Policy Rl(Policy sft, PromptSet problems);

    // Only for the graph, in which a policy has to be taken; it is not run.
    [Evaluate(MaxResponseTokens = 223)]
    [ParityReward]
    public abstract Evaluation All(Policy adapted, Policy recomputed, Policy rl, PromptSet heldOut);
}
