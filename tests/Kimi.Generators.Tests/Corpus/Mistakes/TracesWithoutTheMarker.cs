// Stack: LLaMA-Factory
// Kind: demonstrations state the answer without what the reward looks for
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("traces-without-the-marker")]
public abstract partial class TracesWithoutTheMarker
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
    [ExactAnswerReward(Marker = "####")] //! KIMI6011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Shows.</summary>
public sealed class Steps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"The answer is {problem.Answer}";
}
