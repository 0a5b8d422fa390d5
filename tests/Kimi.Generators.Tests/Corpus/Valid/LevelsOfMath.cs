// Form: the levels of MATH, and a curriculum by them
using Kimi.Dsl;

namespace Acme;

[Recipe("levels-of-math")]
public abstract partial class LevelsOfMath
{
    [ProblemsFile(Path = "math.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [CurriculumSampler]
    [MathReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
