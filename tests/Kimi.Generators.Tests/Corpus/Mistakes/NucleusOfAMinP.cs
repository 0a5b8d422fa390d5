// Stack: TRL
// Kind: top-p is given the number of a min-p, which leaves the likeliest token nearly alone
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("nucleus-of-a-min-p")]
public abstract partial class NucleusOfAMinP
{
    [Problems<AdditionProblems>(Count = 2_048)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 128, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 4, ContextLength = 384)]
    public abstract Policy Initial();

    [FineTune(Steps = 400)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50, SamplesPerPrompt = 16, MaxResponseTokens = 96, TopP = 0.05)] //! KIMI5011
    [DrGrpo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
