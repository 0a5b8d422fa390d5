// Stack: SkyRL
// Kind: the question for a guess is in words that the alphabet lacks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("guess-template-by-default")]
public abstract partial class GuessTemplateByDefault
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [CuratePrompts] //! KIMI6009
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet curated);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
