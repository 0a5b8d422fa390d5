// Stack: NeMo-RL
// Kind: max_samples is above the size of the set
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-problems-than-there-are")]
public abstract partial class MoreProblemsThanThereAre
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleShortest(MaxProblems = 10_000)] //! KIMI3006
    [ExactAnswerReward]
    public abstract Demonstrations Brief(Policy sft, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Again(Policy sft, Demonstrations brief);
}
