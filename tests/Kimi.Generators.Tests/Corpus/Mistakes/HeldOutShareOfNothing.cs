// Stack: LLaMA-Factory
// Kind: the held-out part of a file of which no share is held out
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("held-out-share-of-nothing")]
public abstract partial class HeldOutShareOfNothing
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "sums.jsonl", Split = Split.HeldOut, HeldOutShare = 0)] //! KIMI5011
    public abstract PromptSet Test();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
