// Stack: SkyRL
// Kind: a variant makes a penalty heavier that no stage has
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-on-no-stage")]
public abstract partial class PenaltyOnNoStage
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

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

[Recipe("penalty-on-no-stage-2")]
[LengthPenalty(Weight = 0.5)] //! KIMI5010
public abstract partial class PenaltyOnNoStage2 : PenaltyOnNoStage;
