// Stack: TRL
// Kind: four thousand different problems are asked of a source that has a hundred
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("source-of-a-hundred-sums")]
public abstract partial class SourceOfAHundredSums
{
    [Problems<OurSums>(Count = 4_096)] //! KIMI3006
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

/// <summary>Sums.</summary>
public sealed class OurSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(10), random.Next(10));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Level = 1, Answer = $"{a + b}" };
        }
    }
}
