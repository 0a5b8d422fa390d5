// Stack: LLaMA-Factory
// Kind: the examples of SFT are of the file that the evaluation reads
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("test-file-in-the-demonstrations")]
public abstract partial class TestFileInTheDemonstrations
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet HeldOut();

    [DemonstrationsFile(Path = "data/test.jsonl", PromptField = "question", ResponseField = "answer")]
    public abstract Demonstrations Traces();

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
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut); //! KIMI6007
}
