// Stack: LLaMA-Factory
// Kind: three checkpoints are to be kept, and the first is due after the last step
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("keeps-three-of-one")]
public abstract partial class KeepsThreeOfOne
{
    private const int Epoch = 250;
    private const int Total = 3 * Epoch;

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(
        Steps = Total,
        CheckpointEvery = Total,
        KeepCheckpoints = 3)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
