// Mistake: I put two curricula on one stage, to be thorough
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("two-curricula")]
public abstract partial class TwoCurricula
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
    [{|KIMI3004:HardProblemsSampler|}(FromIteration = 40)]
    [StagedSampler(LastFromIteration = 40)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
