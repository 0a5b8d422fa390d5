using Kimi.Dsl;

namespace Kimi.Torch.Optimization;

/// <summary>
/// The learning rate of step t of n: η·(t + 1)/w while it rises, η while it holds, and from there to η_end over the last share d of the steps, with
/// p = (n − t)/(d·n) of the way left: η_end + (η − η_end)·p for a linear fall, η_end + (η − η_end)·(1 − cos πp)/2 for a cosine.
/// The paper gives only the ends of its schedules (2e-5 to 2e-6, 1e-5 to 1e-6: 2.5.2), not their shape.
/// </summary>
internal static class LearningRateSchedule
{
    /// <summary>The learning rate of an optimizer step.</summary>
    /// <param name="options">The schedule.</param>
    /// <param name="step">The step, 0-based.</param>
    public static double At(OptimizedStageAttribute options, int step) => At(
        options.LearningRate, options.WarmupSteps, options.FinalLearningRate, options.DecayFraction, options.Decay, step, options.TotalSteps());

    /// <summary>The learning rate of an iteration of reinforcement learning.</summary>
    /// <param name="options">The schedule, over iterations.</param>
    /// <param name="iteration">The iteration, 0-based.</param>
    public static double At(ReinforceAttribute options, int iteration) => At(
        options.LearningRate, options.WarmupIterations, options.FinalLearningRate, options.DecayFraction, options.Decay, iteration, options.Iterations);

    private static double At(double peak, int warmup, double final, double decayFraction, LearningRateDecay decay, int step, int steps)
    {
        var decaySteps = decayFraction * steps;
        var rise = warmup == 0 ? 1 : Math.Min(1, (step + 1.0) / warmup);
        var left = decaySteps == 0 ? 1 : Math.Min(1, (steps - step) / decaySteps);
        var share = decay == LearningRateDecay.Linear ? left : (1 - Math.Cos(Math.PI * left)) / 2;
        return Math.Min(peak * rise, final + (peak - final) * share);
    }
}
