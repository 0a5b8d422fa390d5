// Form: the test problems are divided by a transform, and one half selects
using Kimi.Dsl;

namespace Acme;

[Recipe("halves-of-the-held-out")]
public abstract partial class HalvesOfTheHeldOut
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Transform]
    public static PromptSet Validation(PromptSet heldOut) => new([.. heldOut.Where((_, place) => place % 2 == 0)]);

    [Transform]
    public static PromptSet Test(PromptSet heldOut) => new([.. heldOut.Where((_, place) => place % 2 == 1)]);

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

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, Policy sft);

    [SelectPolicy]
    [ExactAnswerReward]
    public abstract Policy Best(Policy longCot, Policy merged, PromptSet validation);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy best, PromptSet test);
}
