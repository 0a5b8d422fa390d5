// Form: two trainings that differ in their randomness alone, which the name of a stage decides, are compared
using Kimi.Dsl;

namespace Acme;

[Recipe("two-seeds-of-one-stage")]
public abstract partial class TwoSeedsOfOneStage
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 500)]
    public abstract Policy Gentle(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy gentle, PromptSet heldOut);
}
