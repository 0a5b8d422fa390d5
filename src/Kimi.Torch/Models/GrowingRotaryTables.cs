using System.Numerics;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// A model's rotary tables, as far as its sequences went: those of a whole context of 131,072 tokens would take more memory than a small model.
/// </summary>
internal sealed class GrowingRotaryTables(TransformerConfig config, Device device) : IDisposable
{
    private const int Least = 256;

    private readonly Lock _lock = new();

    // Smaller ones may still be in use; all together have fewer than twice the rows of the largest.
    private readonly List<RotaryTables> _tables = [];

    /// <summary>Tables of at least so many positions.</summary>
    internal RotaryTables UpTo(long positions)
    {
        lock (_lock)
        {
            if (_tables.Count > 0 && _tables[^1].Positions >= positions)
                return _tables[^1];
            var rows = Math.Max(Least, (long)BitOperations.RoundUpToPowerOf2((ulong)positions));
            _tables.Add(RotaryTables.Of(config, (int)Math.Max(positions, Math.Min(rows, config.MaxPositionEmbeddings)), device));
            return _tables[^1];
        }
    }

    public void Dispose()
    {
        foreach (var tables in _tables)
            tables.Dispose();
    }
}
