using Kimi.Dsl;

namespace Kimi.Runtime.Tests.Stages;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(460, 512, 0.8693, 0.9216)]
    public void The_interval_is_wilsons(int successes, int trials, double low, double high)
    {
        var interval = new Proportion(successes, trials).Interval;

        Assert.Equal(low, interval.Low, 1e-3);
        Assert.Equal(high, interval.High, 1e-3);
    }

    [Fact]
    public void Without_trials_there_is_no_number() => Assert.True(double.IsNaN(new Proportion(0, 0).Value));
}
