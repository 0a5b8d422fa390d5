// Mistake: I trained a reward model, handed it to reinforcement learning, and left the exact-match reward in place
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("silent-judge")]
public abstract partial class SilentJudge
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(Prefer = Preferred.Correct), ExactAnswerReward]
    public abstract Preferences Labelled(Policy sft, PromptSet problems);

    [TrainRewardModel(Steps = 200)]
    public abstract RewardModel Judge(Policy sft, Preferences labelled, PromptSet problems);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems, RewardModel {|KIMI4011:judge|});
}
