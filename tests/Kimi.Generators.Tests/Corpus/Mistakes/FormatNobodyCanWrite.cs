// Stack: TRL
// Kind: the format asks for tags that the tokenizer cannot write
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("format-nobody-can-write")]
public abstract partial class FormatNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#, ")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [FormatReward(Pattern = "^<think>.*</think>")] //! KIMI6009
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
