// Stack: LLaMA-Factory
// Kind: save_steps above the number of steps: nothing is ever saved
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("checkpoint-after-the-run")]
public abstract partial class CheckpointAfterTheRun
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 300, CheckpointEvery = 1_000)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
