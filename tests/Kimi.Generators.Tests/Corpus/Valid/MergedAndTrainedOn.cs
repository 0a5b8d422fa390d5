// Form: a merge of three is trained on
using Kimi.Dsl;

namespace Acme;

[Recipe("merged-and-trained-on")]
public abstract partial class MergedAndTrainedOn
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

    [MergeWeights]
    public abstract Policy Soup(Policy sft, Policy longCot, Policy careful);

    [Reinforce(Iterations = 20, LearningRate = 1e-4)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty]
    public abstract Policy Short(Policy soup, PromptSet problems);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy soup, [From(nameof(Short))] Policy concise, PromptSet heldOut);
}
