// Stack: prime-rl
// Kind: a curriculum by level, and the source of the problems gives none a level
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("curriculum-of-a-source-without-levels")]
public abstract partial class CurriculumOfASourceWithoutLevels
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
    [CurriculumSampler(Width = 2, UntilIteration = 20)] //! KIMI6010
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
            var (a, b) = (random.Next(100), random.Next(100));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Answer = $"{a + b}" };
        }
    }
}
