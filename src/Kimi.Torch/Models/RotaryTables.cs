using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Cosines and sines of rotary embedding: position t turns the pair (i, i + d/2) by the angle t · θ^(−2i/d), which <see cref="RotaryScaling"/> may stretch.
/// Each row holds its d/2 values twice, so that one multiplication covers a whole head.
/// </summary>
internal sealed class RotaryTables : IDisposable
{
    private RotaryTables(Tensor cosines, Tensor sines) => (Cosines, Sines) = (cosines, sines);

    internal Tensor Cosines { get; }

    internal Tensor Sines { get; }

    /// <summary>How many positions there are, from 0.</summary>
    internal long Positions => Cosines.size(0);

    /// <summary>The tables of a model's first positions.</summary>
    internal static RotaryTables Of(TransformerConfig config, int positions, Device device)
    {
        var half = config.HeadWidth / 2;
        double[] angles = [.. Enumerable.Range(0, half).Select(pair => Math.Pow(config.RopeTheta, -pair / (double)half))];
        var magnitude = config.RopeScaling?.Magnitude ?? 1;
        angles = config.RopeScaling?.Stretch(angles, config.RopeTheta) ?? angles;
        var cosines = new float[(long)positions * half * 2];
        var sines = new float[(long)positions * half * 2];
        for (var position = 0; position < positions; position++)
        {
            for (var pair = 0; pair < half; pair++)
            {
                var angle = position * angles[pair];
                var first = ((long)position * half * 2) + pair;
                cosines[first] = cosines[first + half] = (float)(magnitude * Math.Cos(angle));
                sines[first] = sines[first + half] = (float)(magnitude * Math.Sin(angle));
            }
        }

        using var scope = NewDisposeScope();
        return new(Table(cosines), Table(sines));

        Tensor Table(float[] values) => tensor(values, device: device).view(positions, half * 2).DetachFromDisposeScope();
    }

    /// <summary>The rows of the given positions, in the present dispose scope.</summary>
    internal RotaryTables At(Tensor positions_N) => new(Cosines.index_select(0, positions_N), Sines.index_select(0, positions_N));

    public void Dispose()
    {
        Cosines.Dispose();
        Sines.Dispose();
    }
}
