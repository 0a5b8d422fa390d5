// Stack: verl
// Kind: a curriculum whose last level comes after the last iteration
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("curriculum-that-outlasts-the-run")]
public abstract partial class CurriculumThatOutlastsTheRun
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 20)]
    [MirrorDescent]
    [ExactAnswerReward]
    [CurriculumSampler(UntilIteration = 60)] //! KIMI3005
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
