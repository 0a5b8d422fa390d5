namespace Kimi.Runtime.Objectives;

/// <summary>What the rewards of a group are compared with.</summary>
public static class Baselines
{
    // Sums of the same weights in another order differ in the last bits, which in units of the group's deviation would be a full signal.
    private const double Rounding = 1e-9;

    /// <summary>Whether a group's rewards differ by more than rounding; otherwise nothing can be learnt from comparing them.</summary>
    public static bool Differ(IReadOnlyList<double> rewards) => rewards.Max() - rewards.Min() > Rounding;

    /// <summary>r − mean r.</summary>
    public static double[] LessMean(IReadOnlyList<double> rewards)
    {
        var mean = rewards.Average();
        return [.. rewards.Select(reward => reward - mean)];
    }

    /// <summary>r_j − mean of the others: k / (k − 1) of what <see cref="LessMean"/> gives.</summary>
    public static double[] LessOthers(IReadOnlyList<double> rewards)
    {
        var (sum, others) = (rewards.Sum(), rewards.Count - 1);
        return [.. rewards.Select(reward => reward - ((sum - reward) / others))];
    }

    /// <summary>r − τ log mean exp(r / τ), computed from the largest reward down so that nothing overflows.</summary>
    public static double[] LessSoft(IReadOnlyList<double> rewards, double tau)
    {
        var soft = Soft(rewards, tau);
        return [.. rewards.Select(reward => reward - soft)];
    }

    /// <summary>r_j − τ log mean exp(r / τ) of the others.</summary>
    public static double[] LessSoftOthers(IReadOnlyList<double> rewards, double tau) =>
        [.. rewards.Select((reward, place) => reward - Soft([.. rewards.Where((_, other) => other != place)], tau))];

    /// <summary>(r − mean r) / standard deviation of r, over the group as a whole population.</summary>
    public static double[] Standardized(IReadOnlyList<double> rewards)
    {
        var centred = LessMean(rewards);
        var deviation = Math.Sqrt(centred.Average(value => value * value));
        return [.. centred.Select(value => value / deviation)];
    }

    /// <summary>Advantages of a group whose responses all train, or, where the rewards do not differ, of one that teaches nothing.</summary>
    public static double?[] OrNone(IReadOnlyList<double> rewards, Func<IReadOnlyList<double>, double[]> advantages) =>
        Differ(rewards) ? [.. advantages(rewards).Select(double? (advantage) => advantage)] : new double?[rewards.Count];

    private static double Soft(IReadOnlyList<double> rewards, double tau)
    {
        var largest = rewards.Max();
        return largest + (tau * Math.Log(rewards.Average(reward => Math.Exp((reward - largest) / tau))));
    }
}
