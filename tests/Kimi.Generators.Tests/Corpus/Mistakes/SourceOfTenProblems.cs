// Stack: prime-rl
// Kind: a source ends after ten problems, and thousands are asked for
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("source-of-ten-problems")]
public abstract partial class SourceOfTenProblems
{
    [Problems<Doubles>(Count = 4_096)] //! KIMI3006
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
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

/// <summary>Doubles.</summary>
public sealed class Doubles : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 0; number < 10; number++)
            yield return new() { Id = $"{number}", Prompt = $"2*{number}=", Answer = $"{2 * number}" };
    }
}
