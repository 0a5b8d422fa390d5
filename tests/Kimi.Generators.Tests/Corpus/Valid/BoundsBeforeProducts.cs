// Form: products of drawn numbers are bounded before they are made, and one is meant to wrap around as a hash
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Products;

[Recipe("bounds-before-products")]
public abstract partial class BoundsBeforeProducts
{
    [Problems<SmallAreas>(Count = 2_000)]
    public abstract PromptSet Areas();

    [Problems<SmallAreas>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Others();

    [Problems<Keys>(Count = 2_000)]
    public abstract PromptSet Coded();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 50, LearningRate = 2e-6), Grpo, MathReward]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Areas))] PromptSet problems);

    [Reinforce(Iterations = 60, LearningRate = 2e-6), Grpo, MathReward]
    public abstract Policy Further(Policy tuned, [From(nameof(Coded))] PromptSet problems);

    [Evaluate, MathReward]
    public abstract Evaluation Report(Policy chat, Policy further, [From(nameof(Others))] PromptSet problems);
}

/// <summary>Areas that an int can hold.</summary>
public sealed class SmallAreas : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var width = random.Next(1, 100_000);
            var height = random.Next(1, 100_000);
            if ((long)width * height > int.MaxValue)
                continue;
            yield return new()
            {
                Id = $"{width}x{height}",
                Prompt = $"A field is {width} m by {height} m. How many square metres is that?",
                Answer = (width * height).ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}

/// <summary>Which of two numbers is larger, in a list that a hash orders.</summary>
public sealed class Keys : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (first, second) = (random.Next(1, 1_000_000), random.Next(1, 1_000_000));
            var salt = random.Next(1, 1_000_000);
            var isTurned = (unchecked(salt * 486_187_739) & 1) == 1;
            var (one, other) = isTurned ? (second, first) : (first, second);
            yield return new()
            {
                Id = $"{one} or {other}",
                Prompt = $"Which is larger, {one} or {other}?",
                Answer = Math.Max(one, other).ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}
