// Stack: TRL
// Kind: a variant gives a rate for all stages, and the only one has a rate of its own
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ablation-that-the-base-overrules")]
public abstract partial class AblationThatTheBaseOverrules
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

    [Reinforce(Iterations = 80, LearningRate = 2e-4)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

[Recipe("ablation-that-the-base-overrules-2")]
[Reinforce(LearningRate = 5e-5)] //! KIMI5010
public abstract partial class AblationThatTheBaseOverrules2 : AblationThatTheBaseOverrules;
