// Stack: SkyRL
// Kind: a curriculum begins above the hardest level that its problems have
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("starts-above-the-hardest")]
public abstract partial class StartsAboveTheHardest
{
    [ProblemsFile(Path = "math/train.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 100, MaxResponseTokens = 512, LearningRate = 1e-6)]
    [MirrorDescent]
    [CurriculumSampler(Width = 2, StartLevel = 10, UntilIteration = 60)] //! KIMI5011
    [MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);
}
