// Stack: torchtune
// Kind: five thousand passes over 256 examples
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("thousands-of-epochs")]
public abstract partial class ThousandsOfEpochs
{
    [Problems<AdditionProblems>(Count = 256)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 20_000, BatchSize = 64)] //! KIMI3006
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
