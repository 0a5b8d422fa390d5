// Mistake: I copied a record of problems and kept the name that it is stored under
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shop")]
public abstract partial class Shop
{
    [Problems<Orders>(Count = 4_096)]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [Evaluate]
    [Reward<OrderIsRight>]
    public abstract Evaluation Report(Policy initial, PromptSet problems);
}

/// <summary>An order.</summary>
[ProblemType({|KIMI1012:"order"|})]
public record Order : Problem;

/// <summary>An order that comes back.</summary>
[ProblemType({|KIMI1012:"order"|})]
public sealed record ReturnedOrder : Order;

/// <summary>Makes orders.</summary>
public sealed class Orders : IProblemSource<Order>
{
    /// <inheritdoc/>
    public IEnumerable<Order> Problems(Random random)
    {
        for (var number = 0; ; number++)
            yield return new() { Id = $"{number}", Prompt = $"order {number}?" };
    }
}

/// <summary>Whether an order is confirmed.</summary>
public sealed class OrderIsRight : IReward<Order>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Order problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains(problem.Id, StringComparison.Ordinal)));
}
