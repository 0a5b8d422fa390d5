using Kimi.Dsl;
using Kimi.Torch.Optimization;

namespace Kimi.Torch.Tests.Optimization;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void A_cosine_is_half_way_down_in_the_middle_of_its_fall()
    {
        var options = new FineTuneAttribute
        {
            Steps = 10,
            WarmupSteps = 0,
            DecayFraction = 0.4,
            LearningRate = 0.01,
            FinalLearningRate = 0.002,
            Decay = LearningRateDecay.Cosine,
        };

        // Shares of the way left: 1, 3/4, 1/2, 1/4, and (1 - cos(3π/4)) / 2 = 0.8535533906, (1 - cos(π/4)) / 2 = 0.1464466094.
        double[] expected = [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.002 + 0.008 * 0.8535533906, 0.006, 0.002 + 0.008 * 0.1464466094];
        Assert.All(expected.Index(), entry => Assert.Equal(entry.Item, LearningRateSchedule.At(options, entry.Index), precision: 10));
    }

    [Fact]
    public void Without_a_fall_the_rate_is_constant_after_its_rise()
    {
        var options = new FineTuneAttribute { Steps = 5, WarmupSteps = 2, DecayFraction = 0, LearningRate = 0.01 };

        Assert.Equal([0.005, 0.01, 0.01, 0.01, 0.01], Enumerable.Range(0, 5).Select(step => LearningRateSchedule.At(options, step)));
    }

    [Fact]
    public void In_reinforcement_learning_the_rate_falls_over_the_last_iterations()
    {
        var options = new ReinforceAttribute
        {
            Iterations = 8,
            WarmupIterations = 2,
            LearningRate = 0.01,
            DecayFraction = 0.5,
            FinalLearningRate = 0.002,
        };

        // Half of it at first; from iteration 4 on, a quarter of the way of 0.008 each.
        double[] expected = [0.005, 0.01, 0.01, 0.01, 0.01, 0.008, 0.006, 0.004];
        Assert.All(expected.Index(), entry => Assert.Equal(entry.Item, LearningRateSchedule.At(options, entry.Index), precision: 10));
    }
}
