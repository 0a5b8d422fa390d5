// Stack: OpenRLHF
// Kind: reward models are compared on the pairs they learned
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judges-on-their-training-pairs")]
public abstract partial class JudgesOnTheirTrainingPairs
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(Prefer = Preferred.Correct)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [TrainRewardModel]
    public abstract RewardModel Judge(Policy sft, Preferences pairs, PromptSet problems);

    [CompareRewardModels]
    public abstract RewardModelComparison Judges(RewardModel judge, Preferences pairs, PromptSet problems); //! KIMI6007
}
