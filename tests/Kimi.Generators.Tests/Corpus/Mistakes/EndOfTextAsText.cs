// Stack: axolotl
// Kind: a demonstration spells the name of the token that ends it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("end-of-text-as-text")]
public abstract partial class EndOfTextAsText
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<Steps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Shows.</summary>
public sealed class Steps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"{problem.Solution}#{problem.Answer}<|endoftext|>"; //! KIMI8018
}
