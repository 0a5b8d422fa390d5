// Form: a policy chosen by the problems that it was trained on, as the paper chooses the start of long2short
using Kimi.Dsl;

namespace Acme;

[Recipe("selected-on-training")]
public abstract partial class SelectedOnTraining
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

    [SelectPolicy]
    [ExactAnswerReward]
    public abstract Policy Best(Policy sft, Policy longCot, PromptSet problems);
}
