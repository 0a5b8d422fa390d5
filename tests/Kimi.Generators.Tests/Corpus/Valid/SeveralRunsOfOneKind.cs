// Form: the same training from two starting points, and twice at another rate
using Kimi.Dsl;

namespace Acme;

[Recipe("several-runs-of-one-kind")]
public abstract partial class SeveralRunsOfOneKind
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 500, LearningRate = 5e-4)]
    public abstract Policy Slow(Policy initial, Demonstrations traces);

    [FineTune(Steps = 500)]
    public abstract Policy Twice(Policy sft, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy slow, Policy twice, PromptSet heldOut);
}
