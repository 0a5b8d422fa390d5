// Stack: TRL
// Kind: a product of two large numbers overflows before it becomes the answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("overflow-in-the-answer")]
public abstract partial class OverflowInTheAnswer
{
    [Problems<LargeProducts>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<LargeProducts>(Count = 256, Split = Split.HeldOut)]
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
public sealed class LargeProducts : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var left = random.Next(100_000, 1_000_000);
            var right = random.Next(100_000, 1_000_000);
            var product = left * right; //! KIMI8031
            yield return new() { Id = $"{left}*{right}", Prompt = $"{left}*{right}=", Answer = $"{product}" };
        }
    }
}
