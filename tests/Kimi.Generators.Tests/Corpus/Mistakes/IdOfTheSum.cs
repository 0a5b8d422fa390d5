// Stack: verl
// Kind: problems are named by their answer, which many of them have
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("id-of-the-sum")]
public abstract partial class IdOfTheSum
{
    [Problems<NamedSums>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<NamedSums>(Count = 256, Split = Split.HeldOut)]
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
public sealed class NamedSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (left, right) = (random.Next(1_000), random.Next(1_000));
            var sum = left + right;
            yield return new MathProblem
            {
                Id = $"sum-{sum}", //! KIMI8009
                Prompt = $"{left}+{right}=",
                Answer = $"{sum}",
            };
        }
    }
}
