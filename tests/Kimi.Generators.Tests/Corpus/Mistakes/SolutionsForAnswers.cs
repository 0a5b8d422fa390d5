// Stack: NeMo-RL
// Kind: the file of GSM8K is read as plain, so that the whole solution is the answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("solutions-for-answers")]
public abstract partial class SolutionsForAnswers
{
    [ProblemsFile(Path = "data/gsm8k/train.jsonl", PromptField = "question")] //! KIMI5011
    public abstract PromptSet Problems();

    [ProblemsFile(Benchmark = Benchmark.Gsm8k, Layout = ProblemLayout.Gsm8k, Path = "data/gsm8k/test.jsonl")]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

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
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
