// Stack: TRL
// Kind: pass rates come from attempts that are all the same
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rates-of-greedy-attempts")]
public abstract partial class RatesOfGreedyAttempts
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

    [CuratePrompts(TopK = 1)] //! KIMI5011
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);
}
