// Mistake: My curriculum reaches the hardest problems after the run is over
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("endless-curriculum")]
public abstract partial class EndlessCurriculum
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
    [CurriculumSampler(Width = 2, {|KIMI3005:UntilIteration = 100|})]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
