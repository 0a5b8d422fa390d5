// Stack: verl
// Kind: an ablation takes the unfiltered problems, and the filter of its base is left over
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("override-that-orphans")]
public abstract partial class OverrideThatOrphans
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

    [CuratePrompts]
    [ExactAnswerReward]
    public abstract PromptSet Hard(Policy sft, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet hard);
}

[Recipe("override-that-orphans-2")]
public abstract partial class OverrideThatOrphans2 : OverrideThatOrphans
{
    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, [From(nameof(Problems))] PromptSet hard); //! KIMI2005
}
