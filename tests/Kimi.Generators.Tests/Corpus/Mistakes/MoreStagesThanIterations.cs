// Stack: slime
// Kind: twenty stages of a curriculum in ten iterations
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-stages-than-iterations")]
public abstract partial class MoreStagesThanIterations
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [StagedSampler(Stages = 20, LastFromIteration = 10)] //! KIMI5007
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
