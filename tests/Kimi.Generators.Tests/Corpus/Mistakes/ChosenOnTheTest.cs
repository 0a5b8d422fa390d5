// Stack: axolotl
// Kind: the policy is chosen by the problems that its result is then reported on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("chosen-on-the-test")]
public abstract partial class ChosenOnTheTest
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
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy best, PromptSet heldOut); //! KIMI6007

    [SelectPolicy]
    [ExactAnswerReward]
    public abstract Policy Best(Policy sft, Policy longCot, PromptSet heldOut);
}
