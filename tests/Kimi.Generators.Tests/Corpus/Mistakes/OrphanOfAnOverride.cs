// Stack: OpenRLHF
// Kind: a variant starts from the random weights, and nothing uses what was fine-tuned for it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("orphan-of-an-override")]
public abstract partial class OrphanOfAnOverride
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

[Recipe("orphan-of-an-override-2")]
public abstract partial class OrphanOfAnOverride2 : OrphanOfAnOverride
{
    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot([From(nameof(Initial))] Policy sft, PromptSet problems); //! KIMI2005
}
