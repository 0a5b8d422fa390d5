// Form: a source that derives generators from the one that it is given
using Kimi.Dsl;

namespace Acme;

[Recipe("dice-of-dice")]
public abstract partial class DiceOfDice
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
        var seed = new Random(random.Next());
        while (true)
        {
            var dice = new Random(seed.Next());
            var (a, b) = (dice.Next(1_000), dice.Next(1_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}=", Level = 1, Answer = $"{a + b}" };
        }
    }
}
