// Stack: verl
// Kind: the test file is the training file, by another path
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("same-file-by-two-paths")]
public abstract partial class SameFileByTwoPaths
{
    [ProblemsFile(Path = "data/sums.jsonl")]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "./data/sums.jsonl")]
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
