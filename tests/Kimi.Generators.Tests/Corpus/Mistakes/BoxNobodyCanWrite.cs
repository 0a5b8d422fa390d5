// Stack: ms-swift
// Kind: answers count in a box that the alphabet cannot spell
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("box-nobody-can-write")]
public abstract partial class BoxNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward(Marked = false, Stated = false, LastLine = false)] //! KIMI6009
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
