namespace Kimi.Runtime.RewardModels;

/// <summary>
/// The probability that a response of score s is correct: σ(a·s + b). a and b are fitted on held-out responses by logistic regression (Platt 1999), to minimise
/// −Σ t·log σ(a·s + b) + (1 − t)·log(1 − σ(a·s + b)), with t = (n₊ + 1)/(n₊ + 2) for the n₊ correct responses and 1/(n₋ + 2) for the n₋ wrong ones, which keeps
/// a and b finite where scores separate the two perfectly. The paper mentions no calibration (2.3.5), but a reward from 0 to 1 needs one.
/// </summary>
/// <param name="Scale">a.</param>
/// <param name="Offset">b.</param>
internal sealed record Calibration(double Scale, double Offset)
{
    private const int MaxSteps = 100;
    private const double Tolerance = 1e-12;
    private const int Bins = 10;

    /// <summary>The probability of a score.</summary>
    public double Probability(double score) => 1 / (1 + Math.Exp(-(Scale * score + Offset)));

    /// <summary>Fits the scale and offset by Newton's method with step halving.</summary>
    /// <param name="scored">Scores, and whether each response is correct; at least one.</param>
    public static Calibration Fit(IReadOnlyList<(double Score, bool IsCorrect)> scored)
    {
        var correct = scored.Count(entry => entry.IsCorrect);
        var (high, low) = ((correct + 1.0) / (correct + 2), 1.0 / (scored.Count - correct + 2));
        var targets = scored.Select(entry => (entry.Score, Target: entry.IsCorrect ? high : low)).ToList();
        var (present, loss) = (new Calibration(0, Math.Log((correct + 1.0) / (scored.Count - correct + 1))), double.PositiveInfinity);
        loss = present.Loss(targets);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (scale, offset) = present.NewtonStep(targets);
            var (share, next, nextLoss) = (1.0, present, loss);
            do
            {
                next = new(present.Scale + share * scale, present.Offset + share * offset);
                nextLoss = next.Loss(targets);
                share /= 2;
            }
            while (nextLoss > loss && share > Tolerance);

            if (!(loss - nextLoss > Tolerance))
                break;
            (present, loss) = (next, nextLoss);
        }

        return present;
    }

    /// <summary>The mean distance between the probability and the share of correct responses over ten bins of equal width, weighted by their number of
    /// responses (Naeini et al. 2015).</summary>
    /// <param name="judged">Probabilities, and whether each response is correct.</param>
    public static double ExpectedError(IReadOnlyList<(double Probability, bool IsCorrect)> judged) => judged
        .GroupBy(entry => Math.Min(Bins - 1, (int)(entry.Probability * Bins)))
        .Sum(bin => Math.Abs(bin.Sum(entry => entry.Probability - (entry.IsCorrect ? 1 : 0)))) / judged.Count;

    // log(1 + e^x), without overflow.
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private double Loss(IEnumerable<(double Score, double Target)> targets) => targets.Sum(entry =>
    {
        var logit = Scale * entry.Score + Offset;
        return Softplus(logit) - entry.Target * logit;
    });

    private (double Scale, double Offset) NewtonStep(IEnumerable<(double Score, double Target)> targets)
    {
        // The addition to the diagonal allows all scores to be the same.
        var (gradientA, gradientB, aa, ab, bb) = (0.0, 0.0, 1e-10, 0.0, 1e-10);
        foreach (var (score, target) in targets)
        {
            var probability = Probability(score);
            var curvature = probability * (1 - probability);
            gradientA += (probability - target) * score;
            gradientB += probability - target;
            aa += curvature * score * score;
            ab += curvature * score;
            bb += curvature;
        }

        var determinant = aa * bb - ab * ab;
        return ((ab * gradientB - bb * gradientA) / determinant, (ab * gradientA - aa * gradientB) / determinant);
    }
}
