// Mistake: My last stage of difficulty begins when the run is over
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("endless-stages")]
public abstract partial class EndlessStages
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
    [StagedSampler(Stages = 4, {|KIMI3005:LastFromIteration = 80|})]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
