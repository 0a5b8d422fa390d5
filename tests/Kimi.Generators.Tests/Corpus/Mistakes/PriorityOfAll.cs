// Stack: TRL
// Kind: the lowest weight is also the highest
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("priority-of-all")]
public abstract partial class PriorityOfAll
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
    [PrioritizedSampler(Floor = 1)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
