// Form: options at the ends of their ranges
using Kimi.Dsl;

namespace Acme;

[Recipe("at-their-limits")]
public abstract partial class AtTheirLimits
{
    [Problems<AdditionProblems>(Count = 64)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 1, HiddenSize = 2, AttentionHeads = 1, KeyValueHeads = 1, FeedForwardSize = 1, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 1, WarmupSteps = 0, BatchSize = 1, DecayFraction = 0)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 1, SamplesPerPrompt = 2, StepsPerIteration = 64, WarmupIterations = 0)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
