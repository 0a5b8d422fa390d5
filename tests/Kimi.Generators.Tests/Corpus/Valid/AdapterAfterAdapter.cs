// Form: an adapter that is trained on, merged, and followed by one of another rank
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-after-adapter")]
public abstract partial class AdapterAfterAdapter
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [FineTune(Steps = 200)]
    [Lora(Rank = 8, Alpha = 16)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations traces);

    [MergeAdapter]
    public abstract Policy Whole(Policy sft);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Lora(Rank = 64, Alpha = 64)]
    public abstract Policy LongCot(Policy whole, PromptSet problems);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
