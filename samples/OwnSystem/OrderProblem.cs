using Kimi.Dsl;

namespace OwnSystem;

/// <summary>A customer wants so many pieces, of any of some items together. What a shop has in stock is for the buyer to find out.</summary>
[ProblemType("order")]
public sealed record OrderProblem : Problem
{
    private const int MostInStock = 4;

    /// <summary>The items, a letter each.</summary>
    public required string Items { get; init; }

    /// <summary>How many pieces, from 2 to 8.</summary>
    public required int Pieces { get; init; }

    /// <summary>Fills the shelves of a shop, with enough in all.</summary>
    /// <param name="random">Decides how much of what.</param>
    public IReadOnlyDictionary<char, int> Stock(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            var stock = Items.ToDictionary(item => item, _ => random.Next(0, MostInStock + 1));
            if (stock.Values.Sum() >= Pieces)
                return stock;
        }
    }
}
