// Stack: open-instruct
// Kind: a selection is between a policy and itself, under two names
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("choice-between-the-same")]
public abstract partial class ChoiceBetweenTheSame
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [SelectPolicy(MaxProblems = 512)]
    [ExactAnswerReward]
    public abstract Policy Best(Policy longCot, [From(nameof(LongCot))] Policy shorter, PromptSet problems); //! KIMI6013

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy best, PromptSet heldOut);
}
