using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Preference pairs from samples. For long2short (paper 2.4): chosen is the shortest correct response c; rejected is any response r that is wrong with |r| &gt;
/// |c|, or correct with |r| ≥ 1.5 |c|, the longest first. For reward models (2.3.5): a correct and a wrong response to one prompt, matched at random.
/// </summary>
/// <param name="sampling">Samples and verifies.</param>
[ImplementationVersion(1)]
internal sealed class SamplePreferences(RejectionSampling sampling) : IStage<SamplePreferencesAttribute, Policy, PromptSet, Preferences>
{
    public async Task<Preferences> RunAsync(
        SamplePreferencesAttribute options, Policy policy, PromptSet problems, StageContext context, CancellationToken cancellationToken)
    {
        var sampled = await sampling.SampleAsync(policy, RejectionSampling.Asked(problems, options.MaxProblems), options, context, cancellationToken)
            .ConfigureAwait(false);
        var pairs = sampled
            .SelectMany((problem, index) => Pairs(problem, options, context.Random("pairs", index))
                .Select(pair => (problem.Problem, pair.Chosen, pair.Rejected)))
            .Select(pair =>
                (Pair: new Preference(pair.Problem.Prompt, pair.Chosen.Rollout.Text, pair.Rejected.Rollout.Text)
                {
                    ChosenTurns = pair.Chosen.Rollout.Episode,
                    RejectedTurns = pair.Rejected.Rollout.Episode,
                },
                    Lengths: (pair.Chosen.Length, pair.Rejected.Length), pair.Rejected.IsCorrect))
            .ToList();
        if (pairs.Count == 0)
            throw RejectionSampling.Nothing(sampled, context, "pair of a better and a worse response");
        context.Summarize("pairs", pairs.Count);
        context.Summarize("meanTokensChosen", pairs.Average(pair => pair.Lengths.Item1));
        context.Summarize("meanTokensRejected", pairs.Average(pair => pair.Lengths.Item2));
        context.Summarize("rejectedCorrect", pairs.Count(pair => pair.IsCorrect));
        return new([.. pairs.Select(pair => pair.Pair)]);
    }

    /// <summary>The pairs of one problem.</summary>
    internal static IEnumerable<(JudgedRollout Chosen, JudgedRollout Rejected)> Pairs(SampledProblem problem, SamplePreferencesAttribute options, Random random)
    {
        var correct = problem.Correct.ToArray();
        if (correct.Length == 0)
            return [];
        if (options.Prefer == Preferred.Correct)
        {
            var wrong = problem.Responses.Where(response => !response.IsCorrect).ToArray();
            random.Shuffle(correct);
            random.Shuffle(wrong);
            return correct.Zip(wrong).Take(options.PairsPerProblem);
        }

        var chosen = correct.MinBy(response => response.Length)!;
        return problem.Responses
            .Where(response =>
                response.IsCorrect ? response.Length >= options.LongerBy * chosen.Length && response.Length > chosen.Length : response.Length > chosen.Length)
            .OrderByDescending(response => response.Length)
            .DistinctBy(response => response.Rollout.Text)
            .Take(options.PairsPerProblem)
            .Select(rejected => (chosen, rejected));
    }
}
