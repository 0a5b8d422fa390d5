// Stack: NeMo-RL
// Kind: reward models are compared on their own pairs, of which they held out different ones
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judges-of-different-shares")]
public abstract partial class JudgesOfDifferentShares
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
    public abstract RewardModel One(Policy sft, Preferences pairs, PromptSet problems);

    [TrainRewardModel(HeldOutShare = 0.3, LearningRate = 2e-4)]
    public abstract RewardModel Two(Policy sft, Preferences pairs, PromptSet problems);

    [CompareRewardModels]
    public abstract RewardModelComparison Compared(RewardModel one, RewardModel two, Preferences pairs, PromptSet problems); //! KIMI6007
}
