using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Cosines and sines of rotary embedding: position t turns the pair (i, i + d/2) by the angle t · θ^(−2i/d). Each row holds its
/// d/2 values twice, so that one multiplication covers a whole head.
/// </summary>
internal sealed class RotaryTables : IDisposable
{
    internal RotaryTables(TransformerConfig config, Device device)
    {
        var half = config.HeadWidth / 2;
        var positions = config.MaxPositionEmbeddings;
        var cosines = new float[positions * half * 2];
        var sines = new float[positions * half * 2];
        for (var position = 0; position < positions; position++)
        {
            for (var pair = 0; pair < half; pair++)
            {
                var angle = position * Math.Pow(config.RopeTheta, -pair / (double)half);
                var first = (position * half * 2) + pair;
                cosines[first] = cosines[first + half] = (float)Math.Cos(angle);
                sines[first] = sines[first + half] = (float)Math.Sin(angle);
            }
        }

        using var scope = NewDisposeScope();
        Cosines = tensor(cosines, device: device).view(positions, half * 2).DetachFromDisposeScope();
        Sines = tensor(sines, device: device).view(positions, half * 2).DetachFromDisposeScope();
    }

    private RotaryTables(Tensor cosines, Tensor sines) => (Cosines, Sines) = (cosines, sines);

    internal Tensor Cosines { get; }

    internal Tensor Sines { get; }

    /// <summary>The rows of the given positions, in the present dispose scope.</summary>
    internal RotaryTables At(Tensor positions_N) => new(Cosines.index_select(0, positions_N), Sines.index_select(0, positions_N));

    public void Dispose()
    {
        Cosines.Dispose();
        Sines.Dispose();
    }
}
