// Stack: OpenRLHF
// Kind: pairs are made of responses that are all the same
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-of-greedy-responses")]
public abstract partial class PairsOfGreedyResponses
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(TopK = 1)] //! KIMI5011
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [OptimizePreferences]
    public abstract Policy Preferred(Policy sft, Preferences pairs);
}
