// Form: a source draws from the generator that it is given
using Kimi.Dsl;

namespace Acme;

[Recipe("seeded-source")]
public abstract partial class SeededSource
{
    [Problems<Coins>(Count = 64)]
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

/// <summary>Coins.</summary>
public sealed class Coins : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        var own = new Random(random.Next());
        while (true)
        {
            var coin = own.Next(1_000_000);
            yield return new() { Id = $"{coin}", Prompt = $"{coin}=", Answer = $"{coin}" };
        }
    }
}
