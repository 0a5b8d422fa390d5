// Form: a benchmark in another order, and in its own layout
using Kimi.Dsl;

namespace Acme;

[Recipe("the-whole-benchmark")]
public abstract partial class TheWholeBenchmark
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "benchmarks/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500, Shuffle = true)]
    public abstract PromptSet Math();

    [ProblemsFile(Path = "benchmarks/gsm8k.jsonl", Benchmark = Benchmark.Gsm8k, PromptField = "question", AnswerMarker = "####")]
    public abstract PromptSet Grade();

    [Evaluate]
    [MathReward]
    public abstract Evaluation OnMath(Policy sft, PromptSet math);

    [Evaluate]
    [MathReward]
    public abstract Evaluation OnGrade(Policy sft, PromptSet grade);
}
