// Stack: TRL
// Kind: the reward model starts from random weights
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-of-random-weights")]
public abstract partial class JudgeOfRandomWeights
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
    public abstract RewardModel Judge(Policy initial, Preferences pairs, PromptSet problems); //! KIMI6018

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems, RewardModel judge);
}
