// Stack: torchtune
// Kind: the response of a demonstration begins with its prompt
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-twice")]
public abstract partial class PromptTwice
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
    public string Respond(MathProblem problem, Random random) => $"{problem.Prompt}{problem.Solution}#{problem.Answer}"; //! KIMI8018
}
