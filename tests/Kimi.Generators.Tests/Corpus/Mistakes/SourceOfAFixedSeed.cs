// Stack: open-instruct
// Kind: a source of problems has a seed of its own, so the seed of the recipe changes nothing
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("source-of-a-fixed-seed")]
public abstract partial class SourceOfAFixedSeed
{
    [Problems<OurSums>(Count = 4_096)]
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
        var dice = new Random(42); //! KIMI8007
        while (true)
        {
            var (a, b) = (dice.Next(100), dice.Next(100));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Level = 1, Answer = $"{a + b}" };
        }
    }
}
