// Stack: verl
// Kind: pass rates between 0.2 and 0.8, of a single response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pass-rates-of-a-single-sample")]
public abstract partial class PassRatesOfASingleSample
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

    [CuratePrompts(SamplesPerPrompt = 1, MinPassRate = 0.2, MaxPassRate = 0.8)] //! KIMI5011
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);
}
