// Stack: TRL
// Kind: pairs of right and wrong responses, and the factor by which rejected ones must be longer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("factor-of-correct-pairs")]
public abstract partial class FactorOfCorrectPairs
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(Prefer = Preferred.Correct, LongerBy = 2)] //! KIMI5006
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [OptimizePreferences]
    public abstract Policy Dpo(Policy sft, Preferences pairs);
}
