// Form: lists of inputs: three policies are merged and four compared
using Kimi.Dsl;

namespace Acme;

[Recipe("lists-of-inputs")]
public abstract partial class ListsOfInputs
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [FineTune(Steps = 300, LearningRate = 1e-3)]
    public abstract Policy Careful(Policy initial, Demonstrations traces);

    [MergeWeights(Weights = [0.5, 0.3, 0.2])]
    public abstract Policy Merged(Policy longCot, Policy sft, Policy careful);

    [Evaluate(SamplesPerPrompt = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy initial, Policy sft, Policy longCot, Policy merged, PromptSet heldOut);
}
