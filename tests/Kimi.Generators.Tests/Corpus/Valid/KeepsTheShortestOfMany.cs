// Form: the shortest of many are kept, fewer than there can be
using Kimi.Dsl;

namespace Acme;

[Recipe("keeps-the-shortest-of-many")]
public abstract partial class KeepsTheShortestOfMany
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleLongCot(
        Templates = ["Plan first. {prompt}", "Check each step. {prompt}"], SamplesPerPrompt = 2, PerProblem = 3, Keep = Selection.Shortest)]
    [ExactAnswerReward]
    public abstract Demonstrations WarmUp(Policy sft, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy LongCot(Policy sft, Demonstrations warmUp);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
