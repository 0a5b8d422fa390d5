// Stack: SkyRL
// Kind: a public benchmark is what is trained on
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("trained-on-a-benchmark")]
public abstract partial class TrainedOnABenchmark
{
    [ProblemsFile(Path = "math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems); //! KIMI6007
}
