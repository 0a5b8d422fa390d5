// Stack: ms-swift
// Kind: two sets are put together whose problems are both numbered from zero
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ids-that-start-over-in-each-set")]
public abstract partial class IdsThatStartOverInEachSet
{
    [Problems<SmallSums>(Count = 500)]
    public abstract PromptSet Small();

    [Problems<LargeSums>(Count = 3_000)]
    public abstract PromptSet Large();

    /// <summary>Small ones and large ones.</summary>
    [Transform]
    public static PromptSet Both(PromptSet small, PromptSet large) => new([.. small, .. large]); //! KIMI8009

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet both);

    [InitializeTransformer(Layers = 4, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 700)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet both);
}

/// <summary>Sums of numbers below a hundred.</summary>
public sealed class SmallSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var (left, right) = (random.Next(100), random.Next(100));
            yield return new() { Id = $"sum-{number}", Prompt = $"{left}+{right}=", Answer = $"{left + right}" };
        }
    }
}

/// <summary>Sums of numbers below a hundred thousand.</summary>
public sealed class LargeSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var (left, right) = (random.Next(1_000, 100_000), random.Next(1_000, 100_000));
            yield return new() { Id = $"sum-{number}", Prompt = $"{left}+{right}=", Answer = $"{left + right}" };
        }
    }
}
