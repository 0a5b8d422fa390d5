using Orleans;

namespace Kimi.Cluster.Workers;

/// <summary>
/// A piece of an order. Orleans closes a connection over which a message of more than 100 MB comes, which five million tokens with their log-probabilities are.
/// </summary>
/// <param name="Bytes">A part of the order as Orleans writes it.</param>
/// <param name="IsLast">Whether the order ends with it.</param>
[GenerateSerializer, Immutable]
internal sealed record OrderPiece([property: Id(0)] byte[] Bytes, [property: Id(1)] bool IsLast)
{
    /// <summary>How many bytes a piece has, but for the last: few enough that signs of life do not wait behind it.</summary>
    public const int MostBytes = 1 << 22;

    /// <summary>The pieces of an order.</summary>
    /// <param name="order">The order as Orleans writes it.</param>
    public static IEnumerable<OrderPiece> Of(byte[] order)
    {
        for (var start = 0; start < order.Length; start += MostBytes)
        {
            var end = Math.Min(start + MostBytes, order.Length);
            yield return new(order[start..end], end == order.Length);
        }
    }
}
