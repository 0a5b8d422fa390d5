// Mistake: I asked for uniform sampling and for a curriculum
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("uniform-curriculum")]
public abstract partial class UniformCurriculum
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [{|KIMI3004:UniformSampler|}]
    [CurriculumSampler(Width = 2, UntilIteration = 40)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
