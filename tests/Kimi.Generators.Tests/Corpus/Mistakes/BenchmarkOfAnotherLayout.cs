// Stack: TRL
// Kind: GSM8K's test set, read in the form of MATH
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("benchmark-of-another-layout")]
public abstract partial class BenchmarkOfAnotherLayout
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "test.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Gsm8k)] //! KIMI5011
    public abstract PromptSet Test();

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
