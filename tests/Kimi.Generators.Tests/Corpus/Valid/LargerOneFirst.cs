// Form: the larger one comes first
using Kimi.Dsl;

namespace Acme;

[Recipe("larger-one-first")]
public abstract partial class LargerOneFirst
{
    [Problems<LargerOneFirstSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<LargerOneFirstSource>(Count = 256, Split = Split.HeldOut)]
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
public sealed class LargerOneFirstSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var less = random.Next(1_000);
            var more = less + random.Next(1_000);
            yield return new() { Id = $"{more}-{less}", Prompt = $"{more}-{less}=", Answer = $"{more - less}" };
        }
    }
}
