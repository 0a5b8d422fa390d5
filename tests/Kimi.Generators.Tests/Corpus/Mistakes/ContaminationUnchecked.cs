// Stack: NeMo-RL
// Kind: problems are held against one benchmark and the policy is reported on two
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("contamination-unchecked")]
public abstract partial class ContaminationUnchecked
{
    [ProblemsFile(Path = "data/train.jsonl")]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Math();

    [ProblemsFile(Path = "data/aime24.jsonl", Layout = ProblemLayout.Aime)]
    public abstract PromptSet Aime();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [CuratePrompts]
    [MathReward]
    public abstract PromptSet Curated([From(nameof(Base))] Policy start, PromptSet problems, PromptSet math);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet curated);

    [Evaluate]
    [MathReward]
    public abstract Evaluation OnMath(Policy longCot, PromptSet math);

    [Evaluate]
    [MathReward]
    public abstract Evaluation OnAime(Policy longCot, PromptSet aime); //! KIMI6007
}
