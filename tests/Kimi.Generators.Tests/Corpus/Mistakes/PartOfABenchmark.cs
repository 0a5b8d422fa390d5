// Stack: NeMo-RL
// Kind: AIME with a limit of ten samples
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("part-of-a-benchmark")]
public abstract partial class PartOfABenchmark
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "aime.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024, Count = 10)] //! KIMI5011
    public abstract PromptSet Aime();

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet aime);
}
