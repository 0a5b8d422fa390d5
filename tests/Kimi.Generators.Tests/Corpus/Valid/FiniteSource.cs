// Form: a source that ends, of which fewer are taken than it has
using Kimi.Dsl;

namespace Acme;

[Recipe("finite-source")]
public abstract partial class FiniteSource
{
    [Problems<Doubles>(Count = 32)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = 16)]
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
        for (var number = 0; number < 100; number++)
            yield return new() { Id = $"{number}", Prompt = $"2*{number}=", Answer = $"{2 * number}" };
    }
}
