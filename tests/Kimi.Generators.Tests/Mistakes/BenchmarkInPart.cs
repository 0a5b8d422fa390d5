// Mistake: I read ten problems of a benchmark, to save time
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("benchmark-in-part")]
public abstract partial class BenchmarkInPart
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "aime.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024, {|KIMI5011:Count = 10|})]
    public abstract PromptSet Aime();

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet aime);
}
