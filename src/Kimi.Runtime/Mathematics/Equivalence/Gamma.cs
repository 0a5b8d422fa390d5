using System.Numerics;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>The gamma function, by Lanczos' approximation with g = 7 and nine coefficients, to about 15 digits.</summary>
internal static class Gamma
{
    private const double G = 7;

    private static readonly double[] s_coefficients =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
        9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The value; of n + 1, it is n!.</summary>
    /// <param name="x">Where.</param>
    public static Complex Of(Complex x)
    {
        if (x.Real < 0.5)
            return Math.PI / (Complex.Sin(Math.PI * x) * Of(1 - x));
        x -= 1;
        Complex sum = s_coefficients[0];
        for (var index = 1; index < s_coefficients.Length; index++)
            sum += s_coefficients[index] / (x + index);
        var shifted = x + G + 0.5;
        return Math.Sqrt(2 * Math.PI) * Complex.Pow(shifted, x + 0.5) * Complex.Exp(-shifted) * sum;
    }
}
