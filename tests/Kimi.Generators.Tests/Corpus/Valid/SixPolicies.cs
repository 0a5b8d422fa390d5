// Form: six policies are compared and three of them merged
using Kimi.Dsl;

namespace Acme;

[Recipe("six-policies")]
public abstract partial class SixPolicies
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [FineTune(Steps = 300, LearningRate = 1e-3)]
    public abstract Policy Careful(Policy initial, Demonstrations traces);

    [FineTune(Steps = 1_500, LearningRate = 5e-4)]
    public abstract Policy Patient(Policy initial, Demonstrations traces);

    [MergeWeights(Weights = [0.5, 0.25, 0.25])]
    public abstract Policy Soup(Policy sft, Policy careful, Policy patient);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy initial, Policy sft, Policy longCot, Policy careful, Policy patient, Policy soup, PromptSet heldOut);
}
