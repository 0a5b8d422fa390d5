// Stack: TRL
// Kind: a reward model of few characters reads a template with line breaks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-template-nobody-can-write")]
public abstract partial class JudgeTemplateNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(Prefer = Preferred.Correct)]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [TrainRewardModel] //! KIMI6009
    public abstract RewardModel Judge(Policy sft, Preferences pairs, PromptSet problems);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ModelReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems, RewardModel judge);
}
