using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>
/// How sampled responses did. For a problem with c correct responses of n,
/// pass@k = 1 − C(n − c, k) / C(n, k) = 1 − Π (1 − k / i) over i = n − c + 1 … n (Chen et al. 2021, equation 1 and its stable form), and
/// maj@n = the mean correctness of the answers that most responses give (Wang et al. 2022). Each is a mean over problems, whose 95% interval is the middle of
/// the means over problems drawn with replacement. The paper reports pass@1 and exact match (table 2, table 3).
/// </summary>
internal static class SampledScores
{
    private const int Resamples = 2_000;
    private const double Tail = 0.025;

    /// <summary>How responses did.</summary>
    /// <param name="groups">The responses to each problem; at least one problem, and as many responses to each.</param>
    /// <param name="seed">What the intervals' resamples depend on.</param>
    public static SampledEvaluation Of(IReadOnlyList<RolloutGroup> groups, ulong seed)
    {
        var samples = groups[0].Count;
        int[] ks = [.. Powers(samples)];
        var hasAnswers = samples > 1 && groups.Any(group => group.Any(response => response.Answer is not null));
        var values = groups.Select(group => Values(group, ks, hasAnswers)).ToList();
        var estimates = Estimates(values, seed);
        var responses = groups.SelectMany(group => group).ToList();
        return new()
        {
            Sampled = new(responses.Count(response => response.IsCorrect), responses.Count),
            MeanTokens = responses.Average(response => response.Length),
            Problems = groups.Count,
            PassAt = ks.Index().ToDictionary(k => k.Item, k => estimates[k.Index]),
            Tokens = estimates[ks.Length],
            Majority = hasAnswers ? estimates[ks.Length + 1] : null,
        };
    }

    /// <summary>The unbiased chance that at least one of k responses is correct.</summary>
    /// <param name="samples">How many responses there are.</param>
    /// <param name="correct">How many of them are correct.</param>
    /// <param name="k">How many are drawn.</param>
    internal static double PassAt(int samples, int correct, int k)
    {
        if (samples - correct < k)
            return 1;
        var allWrong = 1.0;
        for (var i = samples - correct + 1; i <= samples; i++)
            allWrong *= 1 - (double)k / i;
        return 1 - allWrong;
    }

    /// <summary>How correct the answer is that most responses give; of several such answers the mean, and 0 if no response has one.</summary>
    /// <param name="responses">The responses to one problem.</param>
    internal static double Majority(IEnumerable<JudgedRollout> responses)
    {
        var answers = responses.Where(response => response.Answer is not null).GroupBy(response => response.Answer).ToList();
        var votes = answers.Count == 0 ? 0 : answers.Max(answer => answer.Count());
        return answers.Where(answer => answer.Count() == votes)
            .Select(answer => answer.Average(response => response.IsCorrect ? 1.0 : 0))
            .DefaultIfEmpty(0)
            .Average();
    }

    private static IEnumerable<int> Powers(int samples)
    {
        for (var k = 1; k < samples; k *= 2)
            yield return k;
        yield return samples;
    }

    private static double[] Values(RolloutGroup group, int[] ks, bool hasAnswers)
    {
        var correct = group.Count(response => response.IsCorrect);
        return
        [
            .. ks.Select(k => PassAt(group.Count, correct, k)),
            group.Average(response => response.Length),
            .. hasAnswers ? [Majority(group)] : (double[])[],
        ];
    }

    // Each column's mean over problems; a resample draws the same problems for all columns.
    private static Estimate[] Estimates(List<double[]> values, ulong seed)
    {
        var random = SeededRandom.Derive(seed, "bootstrap");
        var columns = values[0].Length;
        var means = new double[columns][];
        for (var column = 0; column < columns; column++)
            means[column] = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            for (var draw = 0; draw < values.Count; draw++)
            {
                var problem = values[random.Next(values.Count)];
                for (var column = 0; column < columns; column++)
                    means[column][resample] += problem[column] / values.Count;
            }
        }

        var tail = (int)(Tail * Resamples);
        return
        [
            .. means.Select((resampled, column) =>
            {
                Array.Sort(resampled);
                return new Estimate(values.Average(problem => problem[column]), resampled[tail], resampled[^(tail + 1)]);
            }),
        ];
    }
}
