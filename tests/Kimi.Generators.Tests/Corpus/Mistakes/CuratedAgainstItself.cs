// Stack: OpenRLHF
// Kind: prompts are compared with themselves in place of the test, so all of them are contaminated
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("curated-against-itself")]
public abstract partial class CuratedAgainstItself
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

    [CuratePrompts(MaxProblems = 1_024)]
    [ExactAnswerReward]
    public abstract PromptSet Curated(
        Policy sft,
        PromptSet problems,
        [From(nameof(Problems))] PromptSet evaluation); //! KIMI6013

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
