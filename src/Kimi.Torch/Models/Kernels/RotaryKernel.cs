using System.Numerics;

namespace Kimi.Torch.Models.Kernels;

/// <summary>
/// One head's norm and rotation: y = w · x · r (see <see cref="RmsNormKernel"/>; none for Llama), then
/// z = [y₁·c − y₂·s | y₂·c + y₁·s] for the halves y₁, y₂ and the position's cosines c and sines s.
/// The gradient turns back first: dy = [dz₁·c + dz₂·s | dz₂·c − dz₁·s].
/// </summary>
internal static unsafe class RotaryKernel
{
    /// <summary>Normalises, where there is a weight, and turns one head.</summary>
    internal static void Forward(float* x, float* weight, float* cosines, float* sines, float* z, int width, float epsilon)
    {
        var half = width / 2;
        var scale = weight == null ? 1f : RmsNormKernel.Scale(x, width, epsilon);
        var i = 0;
        for (; i <= half - Vector<float>.Count; i += Vector<float>.Count)
        {
            var first = Vector.Load(x + i) * scale;
            var second = Vector.Load(x + half + i) * scale;
            if (weight != null)
            {
                first *= Vector.Load(weight + i);
                second *= Vector.Load(weight + half + i);
            }

            var cosine = Vector.Load(cosines + i);
            var sine = Vector.Load(sines + i);
            ((first * cosine) - (second * sine)).Store(z + i);
            ((second * cosine) + (first * sine)).Store(z + half + i);
        }

        for (; i < half; i++)
        {
            var first = x[i] * scale * (weight == null ? 1f : weight[i]);
            var second = x[half + i] * scale * (weight == null ? 1f : weight[half + i]);
            z[i] = (first * cosines[i]) - (second * sines[i]);
            z[half + i] = (second * cosines[i]) + (first * sines[i]);
        }
    }

    /// <summary>Writes dx and adds to dweight; <paramref name="buffer"/> holds one head.</summary>
    internal static void Backward(
        float* x, float* weight, float* cosines, float* sines, float* dz, float* dx, float* dweight, float* buffer, int width, float epsilon)
    {
        var half = width / 2;
        var dy = weight == null ? dx : buffer;
        var i = 0;
        for (; i <= half - Vector<float>.Count; i += Vector<float>.Count)
        {
            var first = Vector.Load(dz + i);
            var second = Vector.Load(dz + half + i);
            var cosine = Vector.Load(cosines + i);
            var sine = Vector.Load(sines + i);
            ((first * cosine) + (second * sine)).Store(dy + i);
            ((second * cosine) - (first * sine)).Store(dy + half + i);
        }

        for (; i < half; i++)
        {
            var (first, second) = (dz[i], dz[half + i]);
            dy[i] = (first * cosines[i]) + (second * sines[i]);
            dy[half + i] = (second * cosines[i]) - (first * sines[i]);
        }

        if (weight != null)
            RmsNormKernel.BackwardRow(x, weight, dy, null, dx, dweight, width, epsilon);
    }
}
