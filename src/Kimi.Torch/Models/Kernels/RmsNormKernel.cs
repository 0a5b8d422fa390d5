using System.Numerics;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// y = w · x · r with r = 1 / sqrt(mean(x²) + ε), and its gradient
/// dx = r · (w·g − x · r² · mean(w·g·x)),  dw = Σ_rows g · x · r.
/// </summary>
internal static unsafe class RmsNormKernel
{
    internal static void Forward(float* x, float* weight, float* y, int rows, int width, float epsilon) =>
        CpuLoop.Run(rows, width * 2, (start, end, _) =>
        {
            for (var row = start; row < end; row++)
                Normalize(x + ((long)row * width), weight, y + ((long)row * width), width, epsilon);
        });

    /// <summary>Writes dx, adding <paramref name="residual"/> where there is one, and each portion's share of dw.</summary>
    internal static void Backward(
        float* x, float* weight, float* g, float* residual, float* dx, float* dweightPortions, int rows, int width, float epsilon) =>
        CpuLoop.Run(rows, width * 2, (start, end, portion) =>
        {
            var dweight = dweightPortions + ((long)portion * width);
            for (var row = start; row < end; row++)
            {
                var offset = (long)row * width;
                BackwardRow(x + offset, weight, g + offset, residual == null ? null : residual + offset, dx + offset, dweight, width, epsilon);
            }
        });

    internal static void Normalize(float* x, float* weight, float* y, int width, float epsilon)
    {
        var scale = Scale(x, width, epsilon);
        var i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
            (Vector.Load(x + i) * scale * Vector.Load(weight + i)).Store(y + i);
        for (; i < width; i++)
            y[i] = x[i] * scale * weight[i];
    }

    internal static float Scale(float* x, int width, float epsilon)
    {
        var squares = Vector<float>.Zero;
        var i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = Vector.Load(x + i);
            squares = Vector.FusedMultiplyAdd(value, value, squares);
        }

        var sum = Vector.Sum(squares);
        for (; i < width; i++)
            sum += x[i] * x[i];
        return 1f / MathF.Sqrt((sum / width) + epsilon);
    }

    internal static void BackwardRow(float* x, float* weight, float* g, float* residual, float* dx, float* dweight, int width, float epsilon)
    {
        var scale = Scale(x, width, epsilon);
        var products = Vector<float>.Zero;
        var i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gx = Vector.Load(g + i) * Vector.Load(x + i);
            Vector.FusedMultiplyAdd(gx, new Vector<float>(scale), Vector.Load(dweight + i)).Store(dweight + i);
            products = Vector.FusedMultiplyAdd(gx, Vector.Load(weight + i), products);
        }

        var dot = Vector.Sum(products);
        for (; i < width; i++)
        {
            dweight[i] += g[i] * x[i] * scale;
            dot += g[i] * x[i] * weight[i];
        }

        var along = -dot * scale * scale * scale / width;
        i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = (Vector.Load(g + i) * Vector.Load(weight + i) * scale) + (Vector.Load(x + i) * along);
            (residual == null ? value : value + Vector.Load(residual + i)).Store(dx + i);
        }

        for (; i < width; i++)
            dx[i] = (g[i] * weight[i] * scale) + (x[i] * along) + (residual == null ? 0 : residual[i]);
    }
}
