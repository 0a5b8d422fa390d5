// Stack: DeepSpeed-Chat
// Kind: more pairs of a problem than its responses can make
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pairs-above-the-samples")]
public abstract partial class PairsAboveTheSamples
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(SamplesPerPrompt = 3, PairsPerProblem = 16)] //! KIMI5002
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [OptimizePreferences]
    public abstract Policy Dpo(Policy sft, Preferences pairs);
}
