// Stack: TRL
// Kind: the backslash before the box begins an escape of the pattern, a word boundary, so the form never occurs
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("box-that-is-a-word-boundary")]
public abstract partial class BoxThatIsAWordBoundary
{
    [LoadPolicy("models/qwen2.5-math-1.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "math/train.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "math/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 250, MaxResponseTokens = 1_536, LearningRate = 2e-6)]
    [DrGrpo]
    [MathReward]
    [FormatReward(Pattern = @"\boxed{.+}", Weight = 0.2)] //! KIMI5011
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_536)]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test);
}
