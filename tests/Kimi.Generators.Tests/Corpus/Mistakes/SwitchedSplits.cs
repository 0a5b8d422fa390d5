// Stack: torchtune
// Kind: trains on the held-out part and is evaluated on the training part
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("switched-splits")]
public abstract partial class SwitchedSplits
{
    [ProblemsFile(Path = "sums.jsonl", Split = Split.HeldOut)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "sums.jsonl", Split = Split.Train)]
    public abstract PromptSet Test();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet test); //! KIMI6007
}
