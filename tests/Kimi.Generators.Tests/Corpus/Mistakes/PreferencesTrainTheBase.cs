// Stack: OpenRLHF
// Kind: preference training starts from the base model, not from the one that was fine-tuned
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("preferences-train-the-base")]
public abstract partial class PreferencesTrainTheBase
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences]
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [OptimizePreferences]
    public abstract Policy Preferred(Policy initial, Preferences pairs); //! KIMI6004
}
