using System.Globalization;
using System.Text.Json;

namespace Kimi.Benchmarks;

/// <summary>Rates as shares of the machine's matrix multiplication, as an earlier run had them, so that machines of different speed can be compared.</summary>
/// <param name="path">A JSON object of names and shares; a file that does not exist yet is written.</param>
internal sealed class Baseline(string path)
{
    // Smaller changes are within what repeated runs differ by.
    private const double Notable = 0.1;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    private readonly bool _isNew = !File.Exists(path);
    private readonly SortedDictionary<string, double> _shares = File.Exists(path)
        ? JsonSerializer.Deserialize<SortedDictionary<string, double>>(File.ReadAllText(path))!
        : [];

    /// <summary>How many rates fell by more than is usual.</summary>
    internal int Slower { get; private set; }

    /// <summary>Compares a rate with the earlier run's.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="share">Its share of the matrix multiplication.</param>
    /// <returns>The change in words, such as <c>−12%</c>; empty without an earlier rate.</returns>
    internal string Compare(string name, double share)
    {
        if (_isNew)
            _shares[name] = Math.Round(share, 4);
        if (_isNew || !_shares.TryGetValue(name, out var before))
            return "";
        var change = (share / before) - 1;
        if (change < -Notable)
            Slower++;
        return change.ToString("+0%;−0%;0%", CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a new baseline.</summary>
    internal void Save()
    {
        if (_isNew)
            File.WriteAllText(path, JsonSerializer.Serialize(_shares, s_json) + "\n");
    }
}
