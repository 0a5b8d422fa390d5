using System.Collections.Concurrent;

namespace OwnSystem;

/// <summary>The shops that are open.</summary>
/// <param name="configuration">Has <c>Orders:NumberAcrossShops</c>: whether one sequence numbers the orders of all shops.</param>
public sealed class Shops(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<int, Shop> _open = [];
    private readonly OrderNumbers? _ofAll = configuration.GetValue<bool>("Orders:NumberAcrossShops") ? new() : null;
    private int _opened;

    /// <summary>Opens a shop.</summary>
    /// <param name="stock">How many pieces it has of each item.</param>
    /// <returns>Its id.</returns>
    public int Open(IReadOnlyDictionary<char, int> stock)
    {
        var id = Interlocked.Increment(ref _opened);
        _open[id] = new Shop(stock, _ofAll ?? new());
        return id;
    }

    /// <summary>An open shop, or null.</summary>
    /// <param name="id">Its id.</param>
    public Shop? Find(int id) => _open.GetValueOrDefault(id);

    /// <summary>Closes a shop.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Whether it was open.</returns>
    public bool Close(int id) => _open.TryRemove(id, out _);
}
