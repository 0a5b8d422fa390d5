// Form: templates ask in the form that their rewards read: a box, a marker, both
using Kimi.Dsl;

namespace Acme;

[Recipe("templates-and-their-rewards")]
public abstract partial class TemplatesAndTheirRewards
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

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot(Policy longest, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);

    [SampleLongCot(Templates = ["{prompt}\nPut the answer into \\boxed{}."])]
    [MathReward]
    public abstract Demonstrations Thoughts(Policy sft, PromptSet problems);

    [SampleLongCot(Templates = ["{prompt}\nBox it as \\boxed{} and repeat it after Answer:"])]
    [ExactAnswerReward(Marker = "Answer:")]
    public abstract Demonstrations More(Policy sft, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy Longer(Policy sft, Demonstrations more);

    [FineTune(Steps = 200)]
    public abstract Policy Longest(Policy longer, Demonstrations thoughts);
}
