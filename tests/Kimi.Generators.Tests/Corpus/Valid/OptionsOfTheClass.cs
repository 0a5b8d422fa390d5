// Form: the class gives options to all stages that share them
using Kimi.Dsl;

namespace Acme;

[Recipe("options-of-the-class", Seed = 3)]
[Sampling(MaxResponseTokens = 200, Temperature = 0.9)]
[Optimizer(GradientClip = 0.5)]
[Reinforce(Iterations = 60, StepsPerIteration = 8)]
[MirrorDescent(Tau = 0.2)]
public abstract partial class OptionsOfTheClass
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

    [Reinforce]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
