// Form: the answer of a problem may stand in its prompt by chance
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-that-repeats-numbers")]
public abstract partial class PromptThatRepeatsNumbers
{
    [Problems<Doubles>(Count = 4_096)]
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
        while (true)
        {
            var (one, two) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{one},{two}", Prompt = $"the larger of {one} and {two}: ", Answer = $"{Math.Max(one, two)}" };
        }
    }
}
