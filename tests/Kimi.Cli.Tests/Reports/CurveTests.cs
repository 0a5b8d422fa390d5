using Kimi.Cli.Reports.Figures;

namespace Kimi.Cli.Tests.Reports;

public sealed class CurveTests
{
    [Fact]
    public void The_slope_is_that_of_least_squares()
    {
        // x 1, 2, 4 and y 1, 3, 2: means 7/3 and 2, Σ(x−x̄)(y−ȳ) = 4/3 − 1/3 + 0 = 1, Σ(x−x̄)² = 16/9 + 1/9 + 25/9 = 14/3.
        Assert.Equal(3.0 / 14, new Curve([1, 2, 4], [1, 3, 2]).Slope, 1e-12);
        Assert.True(double.IsNaN(new Curve([5, 5], [1, 2]).Slope));
        Assert.True(double.IsNaN(Curve.Empty.Slope));
    }

    [Fact]
    public void One_curve_against_another_pairs_what_the_same_steps_recorded()
    {
        var tokens = new Curve([0, 1, 2], [10, 20, 30]);
        var accuracy = new Curve([0, 2], [0.1, 0.3]);

        var pairs = tokens.Against(accuracy);

        Assert.Equal([10, 30], pairs.X);
        Assert.Equal([0.1, 0.3], pairs.Y);
    }

    [Fact]
    public void Seeds_of_different_lengths_share_points_before_they_are_thinned()
    {
        var band = Band.Of([Line(240, 1), Line(241, 3), Line(600, 5)]);

        Assert.Equal(240, band.Mean.Count);
        Assert.All(band.Mean.Y, value => Assert.Equal(3, value));
        Assert.All(band.Deviation, deviation => Assert.Equal(2, deviation, 1e-12));
        Assert.Equal(200, Band.Of([Line(600, 1), Line(601, 3)]).Mean.Count);

        static Curve Line(int count, double value) => new([.. Enumerable.Range(0, count).Select(x => (double)x)], [.. Enumerable.Repeat(value, count)]);
    }

    [Fact]
    public void A_band_over_another_curve_has_its_values_as_x()
    {
        var band = Band.Of([new([0, 1, 2], [1, 2, 3]), new([0, 1, 2], [3, 2, 5])]).Over(new([0, 2], [100, 300]));

        Assert.Equal([100, 300], band.Mean.X);
        Assert.Equal([2, 4], band.Mean.Y);
        Assert.Equal(2, band.Deviation.Count);
    }

    [Fact]
    public void Thinning_takes_means_of_neighbours()
    {
        var thinned = new Curve([0, 1, 2, 3, 4], [1, 3, 5, 7, 9]).Thinned(3);

        Assert.Equal([0.5, 2.5, 4], thinned.X);
        Assert.Equal([2, 6, 9], thinned.Y);
    }

    [Fact]
    public void Seeds_have_their_mean_and_deviation_where_all_have_a_point()
    {
        var band = Band.Of([new([0, 1, 2], [1, 2, 3]), new([0, 1], [3, 2])]);

        Assert.Equal([0, 1], band.Mean.X);
        Assert.Equal([2, 2], band.Mean.Y);
        Assert.Equal(Math.Sqrt(2), band.Deviation[0], 1e-12);
        Assert.Equal(0, band.Deviation[1]);
        Assert.True(band.HasWidth);
        Assert.False(Band.Of([new([0], [1])]).HasWidth);
    }
}
