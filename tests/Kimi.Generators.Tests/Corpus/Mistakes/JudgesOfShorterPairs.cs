// Stack: TRL
// Kind: a reward model for correctness learns from pairs that prefer shorter responses
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judges-of-shorter-pairs")]
public abstract partial class JudgesOfShorterPairs
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

    [SamplePreferences]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [TrainRewardModel]
    public abstract RewardModel Judge(Policy sft, Preferences pairs, PromptSet problems); //! KIMI6010

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems, RewardModel judge);
}
