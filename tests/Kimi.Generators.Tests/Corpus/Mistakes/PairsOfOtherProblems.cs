// Stack: OpenRLHF
// Kind: the reward model is given other problems than its pairs come from
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-of-other-problems")]
public abstract partial class PairsOfOtherProblems
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SamplePreferences(Prefer = Preferred.Correct)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [TrainRewardModel]
    public abstract RewardModel Judge(Policy sft, Preferences pairs, PromptSet heldOut); //! KIMI6010

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems, RewardModel judge);
}
