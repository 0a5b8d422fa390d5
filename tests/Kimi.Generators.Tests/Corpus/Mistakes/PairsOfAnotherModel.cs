// Stack: TRL
// Kind: DPO on pairs of a larger model
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-of-another-model")]
public abstract partial class PairsOfAnotherModel
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [InitializeTransformer(Layers = 12, ContextLength = 512)]
    public abstract Policy Large();

    [FineTune(Steps = 500)]
    public abstract Policy LargeSft([From(nameof(Large))] Policy start, Demonstrations traces);

    [SamplePreferences]
    [ExactAnswerReward]
    public abstract Preferences Pairs([From(nameof(LargeSft))] Policy start, PromptSet problems);

    [OptimizePreferences]
    public abstract Policy Preferred(Policy sft, Preferences pairs); //! KIMI6005
}
