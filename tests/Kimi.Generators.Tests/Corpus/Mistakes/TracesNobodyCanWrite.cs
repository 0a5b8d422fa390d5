// Stack: torchtune
// Kind: demonstrations state the answer in words that the alphabet lacks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("traces-nobody-can-write")]
public abstract partial class TracesNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<InWords>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>In words.</summary>
public sealed class InWords : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"The sum is #{problem.Answer}"; //! KIMI6009
}
