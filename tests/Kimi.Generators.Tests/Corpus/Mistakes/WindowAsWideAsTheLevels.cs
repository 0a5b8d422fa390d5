// Stack: NeMo-RL
// Kind: the curriculum draws from all five levels at a time
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("window-as-wide-as-the-levels")]
public abstract partial class WindowAsWideAsTheLevels
{
    [ProblemsFile(Path = "data/math.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    [CurriculumSampler(Width = 5, StartLevel = 5)] //! KIMI5011
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
