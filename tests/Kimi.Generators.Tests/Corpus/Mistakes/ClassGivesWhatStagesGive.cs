// Stack: NeMo-RL
// Kind: a variant gives the number of iterations on its class, and the stage has one of its own
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("class-gives-what-stages-give")]
public abstract partial class ClassGivesWhatStagesGive
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

[Recipe("class-gives-what-stages-give-2")]
[Reinforce(Iterations = 200)] //! KIMI5010
public abstract partial class ClassGivesWhatStagesGive2 : ClassGivesWhatStagesGive;
