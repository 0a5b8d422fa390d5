// Stack: LLaMA-Factory
// Kind: the demonstrations are of the problems that the test is on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("demonstrations-of-the-held-out")]
public abstract partial class DemonstrationsOfTheHeldOut
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces([From(nameof(HeldOut))] PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, BatchSize = 8)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate, ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy longCot, PromptSet heldOut); //! KIMI6007
}
