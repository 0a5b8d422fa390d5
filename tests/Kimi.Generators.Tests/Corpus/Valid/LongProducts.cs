// Form: products of large numbers are computed in 64 bits
using Kimi.Dsl;

namespace Acme;

[Recipe("long-products")]
public abstract partial class LongProducts
{
    [Problems<WideProducts>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<WideProducts>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

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

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums.</summary>
public sealed class WideProducts : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var left = random.Next(100_000, 1_000_000);
            var right = random.Next(100_000, 1_000_000);
            yield return new() { Id = $"{left}*{right}", Prompt = $"{left}*{right}=", Answer = $"{(long)left * right}" };
        }
    }
}
