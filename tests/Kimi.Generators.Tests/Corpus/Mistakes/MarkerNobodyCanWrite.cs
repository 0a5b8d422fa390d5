// Stack: LLaMA-Factory
// Kind: the marker of the answer has a character that the tokenizer lacks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-nobody-can-write")]
public abstract partial class MarkerNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "#")] //! KIMI6009
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
