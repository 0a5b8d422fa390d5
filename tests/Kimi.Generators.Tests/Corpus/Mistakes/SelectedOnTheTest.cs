// Stack: axolotl
// Kind: the best checkpoint is chosen by the problems that it is then reported on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("selected-on-the-test")]
public abstract partial class SelectedOnTheTest
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

    [SelectPolicy]
    [ExactAnswerReward]
    public abstract Policy Best(Policy sft, Policy longCot, PromptSet heldOut);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy best, PromptSet heldOut); //! KIMI6007
}
