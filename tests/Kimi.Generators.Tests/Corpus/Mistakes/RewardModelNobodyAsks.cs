// Stack: OpenRLHF
// Kind: a reward model is passed and the rule judges
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-model-nobody-asks")]
public abstract partial class RewardModelNobodyAsks
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

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems, RewardModel judge); //! KIMI4011
}
