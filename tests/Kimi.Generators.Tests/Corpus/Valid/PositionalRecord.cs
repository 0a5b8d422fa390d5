// Form: a record of problems with positional parameters, and a reward of ours for it
using Kimi.Dsl;

namespace Acme;

[Recipe("positional-record")]
public abstract partial class PositionalRecord
{
    [Problems<Orders>(Count = 2_048)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [Reward<Delivers>]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>An order.</summary>
/// <param name="Item">What is ordered.</param>
/// <param name="Pieces">How many.</param>
[ProblemType("positional-order")]
public sealed record Order(string Item, int Pieces) : Problem;

/// <summary>Orders.</summary>
public sealed class Orders : IProblemSource<Order>
{
    /// <inheritdoc/>
    public IEnumerable<Order> Problems(Random random) =>
        from number in Enumerable.Range(0, int.MaxValue)
        let pieces = random.Next(1, 9)
        select new Order("pen", pieces) { Id = $"order-{number}", Prompt = $"{pieces} pens, please" };
}

/// <summary>Whether a response names what was ordered.</summary>
public sealed class Delivers : IReward<Order>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Order problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(new Verdict.Scored(Math.Clamp(rollout.Text.Split(problem.Item).Length / (double)problem.Pieces, 0, 1)));
}
