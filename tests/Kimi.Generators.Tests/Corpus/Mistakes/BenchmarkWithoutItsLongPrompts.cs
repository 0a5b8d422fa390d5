// Stack: NeMo-RL
// Kind: a benchmark without its long prompts
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("benchmark-without-its-long-prompts")]
public abstract partial class BenchmarkWithoutItsLongPrompts
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "aime.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024, MaxPromptCharacters = 400)] //! KIMI5011
    public abstract PromptSet Test();

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
