// Stack: prime-rl
// Kind: the last of five stages of a curriculum begins in iteration 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stages-before-they-begin")]
public abstract partial class StagesBeforeTheyBegin
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [StagedSampler(Stages = 5, LastFromIteration = 2)] //! KIMI5007
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
