// Stack: prime-rl
// Kind: the held-out tenth of a benchmark
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("benchmark-and-its-split")]
public abstract partial class BenchmarkAndItsSplit
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500, Split = Split.HeldOut)] //! KIMI5011
    public abstract PromptSet Test();

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
