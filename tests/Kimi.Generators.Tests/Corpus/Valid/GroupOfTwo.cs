// Form: groups of two and a leave-one-out baseline
using Kimi.Dsl;

namespace Acme;

[Recipe("group-of-two")]
public abstract partial class GroupOfTwo
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, SamplesPerPrompt = 2, StepsPerIteration = 1)]
    [PolicyGradient(LeaveOneOut = true)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
