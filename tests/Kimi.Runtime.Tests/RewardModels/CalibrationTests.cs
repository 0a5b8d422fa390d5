using Kimi.Runtime.RewardModels;

namespace Kimi.Runtime.Tests.RewardModels;

public sealed class CalibrationTests
{
    [Fact]
    public void Scale_and_offset_are_those_that_generated_the_scores()
    {
        // 40,000 responses: the standard error of both is below 0.03.
        var random = new Random(1);
        var scored = Enumerable.Range(0, 40_000)
            .Select(_ => 4 * random.NextDouble() - 2)
            .Select(score => (score, random.NextDouble() < Sigmoid(1.5 * score - 0.7)))
            .ToList();

        var calibration = Calibration.Fit(scored);

        Assert.Equal(1.5, calibration.Scale, 0.1);
        Assert.Equal(-0.7, calibration.Offset, 0.1);
    }

    [Fact]
    public void No_step_away_from_it_lowers_Platts_loss()
    {
        (double Score, bool IsCorrect)[] scored = [(2.1, true), (0.3, true), (-0.4, true), (0.6, false), (-1.2, false), (-0.9, false), (-2.5, false)];

        var best = Calibration.Fit(scored);

        // t₊ = 4/5 of three correct responses, t₋ = 1/6 of four wrong ones.
        double Loss(double a, double b) =>
            -scored.Sum(
                entry => (entry.IsCorrect ? 0.8 : 1.0 / 6) is var t
                    ? t * Math.Log(Sigmoid(a * entry.Score + b)) + (1 - t) * Math.Log(1 - Sigmoid(a * entry.Score + b))
                    : 0);
        var least = Loss(best.Scale, best.Offset);
        foreach (var (a, b) in new[] { (1e-3, 0.0), (-1e-3, 0.0), (0.0, 1e-3), (0.0, -1e-3) })
            Assert.True(Loss(best.Scale + a, best.Offset + b) > least);
    }

    [Fact]
    public void Scores_that_separate_right_from_wrong_perfectly_give_finite_probabilities()
    {
        var calibration = Calibration.Fit([.. Enumerable.Range(0, 20).Select(i => (i < 10 ? -5.0 : 5.0, i >= 10))]);

        Assert.Equal(11.0 / 12, calibration.Probability(5), 1e-6);
        Assert.Equal(1.0 / 12, calibration.Probability(-5), 1e-6);
    }

    [Fact]
    public void Scores_that_are_all_the_same_give_the_share_of_correct_ones() =>
        Assert.Equal(0.6, Calibration.Fit([.. Enumerable.Range(0, 1_000).Select(i => (0.5, i % 5 < 3))]).Probability(0.5), 0.01);

    [Fact]
    public void The_expected_error_of_three_bins_is_that_computed_by_hand()
    {
        // |0.1·2 − 1| + |0.55 + 0.51 − 1| + |1.0 − 1| = 0.8 + 0.06 + 0, of five responses.
        var error = Calibration.ExpectedError([(0.1, true), (0.1, false), (0.55, true), (0.51, false), (1, true)]);

        Assert.Equal(0.86 / 5, error, 1e-12);
    }

    [Fact]
    public void Calibrating_lowers_the_expected_error_of_scores_that_are_too_sure()
    {
        var random = new Random(2);
        var scored = Enumerable.Range(0, 4_000)
            .Select(_ => 8 * random.NextDouble() - 4)
            .Select(logit => (Score: 3 * logit + 2, IsCorrect: random.NextDouble() < Sigmoid(logit)))
            .ToList();
        var calibration = Calibration.Fit(scored.Take(2_000).ToList());

        double Error(Func<double, double> probability) =>
            Calibration.ExpectedError([.. scored.Skip(2_000).Select(entry => (probability(entry.Score), entry.IsCorrect))]);

        Assert.True(Error(Sigmoid) > 0.1);
        Assert.InRange(Error(calibration.Probability), 0, 0.04);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
