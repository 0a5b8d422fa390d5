// Stack: LLaMA-Factory
// Kind: fine-tuned on the file that it is then evaluated on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("demonstrations-of-the-test-file")]
public abstract partial class DemonstrationsOfTheTestFile
{
    [DemonstrationsFile(Path = "gsm8k-test.jsonl")]
    public abstract Demonstrations Traces();

    [ProblemsFile(Path = "gsm8k-test.jsonl")]
    public abstract PromptSet Test();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet test); //! KIMI6007
}
