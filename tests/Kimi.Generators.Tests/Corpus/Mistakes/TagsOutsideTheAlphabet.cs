// Stack: SkyRL
// Kind: the pattern wants tags whose letters the alphabet lacks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tags-outside-the-alphabet")]
public abstract partial class TagsOutsideTheAlphabet
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

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [FormatReward(Pattern = "^<t>[0-9]*</t>#[0-9]+$", Weight = 0.2)] //! KIMI6009
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
