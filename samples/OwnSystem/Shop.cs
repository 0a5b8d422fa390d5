namespace OwnSystem;

/// <summary>A shop: what it has, and what was ordered from it.</summary>
/// <param name="stock">How many pieces it has of each item.</param>
/// <param name="numbers">Numbers its orders.</param>
public sealed class Shop(IReadOnlyDictionary<char, int> stock, OrderNumbers numbers)
{
    private readonly Dictionary<char, int> _left = new(stock);
    private readonly Lock _counter = new();

    /// <summary>How many pieces of an item are left; null when the shop does not sell it.</summary>
    /// <param name="item">The item.</param>
    public int? InStock(char item)
    {
        lock (_counter)
            return _left.TryGetValue(item, out var left) ? left : null;
    }

    /// <summary>Takes an order.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Its number; null when so much is not there, and then nothing is ordered.</returns>
    public int? Take(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (_counter)
        {
            if (order.Pieces < 1 || _left.GetValueOrDefault(order.Item) < order.Pieces)
                return null;
            _left[order.Item] -= order.Pieces;
            return numbers.Next();
        }
    }
}

/// <summary>An order.</summary>
/// <param name="Item">What is ordered.</param>
/// <param name="Pieces">How many pieces.</param>
public sealed record Order(char Item, int Pieces);

/// <summary>A sequence of numbers for orders, from 1.</summary>
public sealed class OrderNumbers
{
    private int _last;

    /// <summary>The next number.</summary>
    public int Next() => Interlocked.Increment(ref _last);
}
