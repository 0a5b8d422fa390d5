// Stack: TRL
// Kind: preference pairs from one response to each prompt
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-of-a-single-sample")]
public abstract partial class PairsOfASingleSample
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(SamplesPerPrompt = 1)] //! KIMI5011
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [OptimizePreferences]
    public abstract Policy Preferred(Policy sft, Preferences pairs);
}
