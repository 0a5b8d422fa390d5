// Stack: OpenRLHF
// Kind: problems that were never tried count as solved, so they are never drawn
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("priority-of-the-tried")]
public abstract partial class PriorityOfTheTried
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
    [PrioritizedSampler(InitialSuccess = 1)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
