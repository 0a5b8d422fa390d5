// Stack: torchtune
// Kind: the vocabulary has a character twice
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("letter-twice")]
public abstract partial class LetterTwice
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, Alphabet = "0123456789+-=#0")] //! KIMI5001
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
