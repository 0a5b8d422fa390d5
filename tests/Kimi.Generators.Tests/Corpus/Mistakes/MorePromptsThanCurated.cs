// Stack: verl
// Kind: fewer problems are left after curation than an iteration draws
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-prompts-than-curated")]
public abstract partial class MorePromptsThanCurated
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

    [CuratePrompts(MaxProblems = 48)]
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 80, PromptsPerIteration = 128)] //! KIMI3006
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
