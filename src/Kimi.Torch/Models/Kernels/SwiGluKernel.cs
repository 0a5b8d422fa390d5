using System.Numerics;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// y = g·σ(g)·u over rows [g | u], and its gradient dg = dy·u·σ(g)·(1 + g·(1 − σ(g))),  du = dy·g·σ(g).
/// </summary>
internal static unsafe class SwiGluKernel
{
    internal static void Forward(float* gateUp, float* y, int rows, int width) =>
        CpuLoop.Run(rows, width * 6, (start, end, _) =>
        {
            for (var row = start; row < end; row++)
                ForwardRow(gateUp + ((long)row * width * 2), y + ((long)row * width), width);
        });

    internal static void Backward(float* gateUp, float* dy, float* dgateUp, int rows, int width) =>
        CpuLoop.Run(rows, width * 8, (start, end, _) =>
        {
            for (var row = start; row < end; row++)
                BackwardRow(gateUp + ((long)row * width * 2), dy + ((long)row * width), dgateUp + ((long)row * width * 2), width);
        });

    private static void ForwardRow(float* gate, float* y, int width)
    {
        var up = gate + width;
        var i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = Vector.Load(gate + i);
            (g * Vector.Load(up + i) / (Vector<float>.One + Vector.Exp(-g))).Store(y + i);
        }

        for (; i < width; i++)
            y[i] = gate[i] * up[i] / (1f + MathF.Exp(-gate[i]));
    }

    private static void BackwardRow(float* gate, float* dy, float* dgate, int width)
    {
        var up = gate + width;
        var dup = dgate + width;
        var i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = Vector.Load(gate + i);
            var d = Vector.Load(dy + i);
            var sigmoid = Vector<float>.One / (Vector<float>.One + Vector.Exp(-g));
            (d * g * sigmoid).Store(dup + i);
            (d * Vector.Load(up + i) * sigmoid * (Vector<float>.One + (g * (Vector<float>.One - sigmoid)))).Store(dgate + i);
        }

        for (; i < width; i++)
        {
            var sigmoid = 1f / (1f + MathF.Exp(-gate[i]));
            dup[i] = dy[i] * gate[i] * sigmoid;
            dgate[i] = dy[i] * up[i] * sigmoid * (1f + (gate[i] * (1f - sigmoid)));
        }
    }
}
