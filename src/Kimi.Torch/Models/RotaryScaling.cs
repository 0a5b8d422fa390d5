namespace Kimi.Torch.Models;

/// <summary>
/// How rotary wavelengths are stretched beyond the context of pretraining. Without it, pair i of a head of width d turns by θ^(−2i/d) a position.
/// </summary>
public abstract record RotaryScaling
{
    private RotaryScaling()
    {
    }

    /// <summary>What cosines and sines are multiplied with, so that attention stays as sharp over a longer context.</summary>
    internal virtual double Magnitude => 1;

    /// <summary>The angle by which each pair turns a position.</summary>
    /// <param name="angles">The angles without stretching, falling.</param>
    /// <param name="theta">θ, the base they follow from.</param>
    internal abstract double[] Stretch(double[] angles, double theta);

    /// <summary>Position interpolation (Chen et al. 2023): every angle divided by the factor.</summary>
    /// <param name="Factor">How much longer the context is.</param>
    public sealed record Linear(double Factor) : RotaryScaling
    {
        internal override double[] Stretch(double[] angles, double theta) => [.. angles.Select(angle => angle / Factor)];
    }

    /// <summary>
    /// Llama 3.1's: with r turns of a pair within the old context, its angle is kept where r exceeds the high-frequency factor, divided by the factor where it
    /// is below the low-frequency factor, and s·angle + (1 − s)·angle/factor between them, s = (r − low) / (high − low).
    /// </summary>
    /// <param name="Factor">How much longer the context is.</param>
    /// <param name="LowFrequencyFactor">The turns below which a pair is stretched wholly.</param>
    /// <param name="HighFrequencyFactor">The turns above which a pair is kept.</param>
    /// <param name="OldContext">The context of pretraining, in tokens.</param>
    public sealed record Llama3(double Factor, double LowFrequencyFactor, double HighFrequencyFactor, int OldContext) : RotaryScaling
    {
        internal override double[] Stretch(double[] angles, double theta) => [.. angles.Select(angle =>
        {
            var turns = OldContext * angle / (2 * Math.PI);
            var share = Math.Clamp((turns - LowFrequencyFactor) / (HighFrequencyFactor - LowFrequencyFactor), 0, 1);
            return (share * angle) + ((1 - share) * angle / Factor);
        })];
    }

    /// <summary>
    /// YaRN (Peng et al. 2023): as in <see cref="Llama3"/>, but the ramp is linear in the pair's number, between the pairs that turn BetaSlow and BetaFast
    /// times within the old context, and cosines and sines are scaled.
    /// </summary>
    /// <param name="Factor">How much longer the context is.</param>
    /// <param name="OldContext">The context of pretraining, in tokens.</param>
    public sealed record Yarn(double Factor, int OldContext) : RotaryScaling
    {
        /// <summary>The turns above which a pair is kept.</summary>
        public double BetaFast { get; init; } = 32;

        /// <summary>The turns below which a pair is stretched wholly.</summary>
        public double BetaSlow { get; init; } = 1;

        /// <summary>Whether the ramp begins and ends at whole pairs.</summary>
        public bool Truncate { get; init; } = true;

        /// <summary>What cosines and sines are multiplied with; by default 0.1·ln(factor) + 1, the paper's.</summary>
        public double? AttentionFactor { get; init; }

        /// <summary>DeepSeek's two weights of that logarithm; their quotient counts where both are given.</summary>
        public double? MagnitudeScale { get; init; }

        /// <summary>The second of them.</summary>
        public double? MagnitudeScaleOfAll { get; init; }

        internal override double Magnitude => AttentionFactor
            ?? (MagnitudeScale is > 0 and { } scale && MagnitudeScaleOfAll is > 0 and { } all ? Logarithmic(scale) / Logarithmic(all) : Logarithmic(1));

        internal override double[] Stretch(double[] angles, double theta)
        {
            var (first, last) = (PairOf(BetaFast), PairOf(BetaSlow));
            if (Truncate)
                (first, last) = (Math.Floor(first), Math.Ceiling(last));
            (first, last) = (Math.Max(first, 0), Math.Min(last, (2 * angles.Length) - 1));
            if (first == last)
                last += 0.001;
            return [.. angles.Select((angle, pair) =>
            {
                var stretched = Math.Clamp((pair - first) / (last - first), 0, 1);
                return (stretched * angle / Factor) + ((1 - stretched) * angle);
            })];

            // The pair, as a real number, that turns so many times within the old context.
            double PairOf(double turns) => angles.Length * Math.Log(OldContext / (turns * 2 * Math.PI)) / Math.Log(theta);
        }

        private double Logarithmic(double scale) => Factor <= 1 ? 1 : (0.1 * scale * Math.Log(Factor)) + 1;
    }
}
