using Kimi.Dsl;

namespace OwnSystem;

/// <summary>
/// Goes from item to item until everything is ordered. In its haste it now and then orders without asking what is there, or miscounts. What it writes is the
/// whole conversation, with the shop's replies as the service words them, so fine-tuning learns to foresee replies too; in an environment they never train.
/// </summary>
[ImplementationVersion(1)]
public sealed class HastyBuyer : IDemonstrationSource<OrderProblem>
{
    private const double AskRate = 0.65;
    private const double SlipRate = 0.15;
    private const int UsuallyInStock = 2;

    /// <inheritdoc/>
    public string Respond(OrderProblem problem, Random random)
    {
        var shop = new Shop(problem.Stock(random), new());
        var (said, missing) = ("", problem.Pieces);
        foreach (var item in problem.Items.TakeWhile(_ => missing > 0))
        {
            var believed = UsuallyInStock;
            if (random.NextDouble() < AskRate)
            {
                believed = shop.InStock(item) ?? 0;
                said += Phrases.Ask(item) + Phrases.TurnEnd + Phrases.InStock(believed);
            }

            var pieces = Math.Min(missing, believed) + (random.NextDouble() < SlipRate ? random.Next(-1, 2) : 0);
            if (pieces < 1)
                continue;
            var order = new Order(item, pieces);
            said += Phrases.Say(order) + Phrases.TurnEnd + Phrases.Taken(shop.Take(order));
            missing -= pieces;
        }

        return said;
    }
}
