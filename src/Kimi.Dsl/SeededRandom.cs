using System.Security.Cryptography;
using System.Text;

namespace Kimi.Dsl;

/// <summary>
/// A pseudo-random stream (SplitMix64: Steele, Lea and Flood 2014) that is derived from a seed and a purpose instead of being carried
/// along, so that a resumed run has the same randomness without a saved state. Platform-independent.
/// </summary>
public sealed class SeededRandom(ulong seed) : Random
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>The stream for a purpose under a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="purpose">What the stream is for.</param>
    /// <param name="index">Such as the iteration.</param>
    public static SeededRandom Derive(ulong seed, string purpose, long index = 0) => new(DeriveSeed(seed, purpose, index));

    /// <summary>A seed's stream from a position onwards: what a new stream gives after that many numbers.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="place">How many numbers to skip.</param>
    public static SeededRandom At(ulong seed, long place) => new(seed + ((ulong)place * Increment));

    /// <summary>The seed for a purpose under a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="purpose">What the derived seed is for.</param>
    /// <param name="index">Such as the iteration.</param>
    public static ulong DeriveSeed(ulong seed, string purpose, long index = 0)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{purpose}/{index}"), hash);
        return BitConverter.ToUInt64(hash);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        _state += Increment;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (NextBits() >> 40) * (1.0f / (1U << 24));

    /// <inheritdoc/>
    public override int Next() => Next(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue) => Next(0, maxValue);

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    /// <inheritdoc/>
    public override long NextInt64() => NextInt64(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        var range = (ulong)(maxValue - minValue);
        return minValue + (long)Math.BigMul(NextBits(), range, out ulong _);
    }

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)NextBits();
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();
}
