using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Measures policies on problems: responses sampled at a temperature (<see cref="SampledScores"/>), overall, by level and by tag, and greedy ones.
/// </summary>
/// <param name="policies">Gives the policies.</param>
/// <param name="sampling">Samples the responses and judges them: one counts as correct if all rewards say so.</param>
[ImplementationVersion(4)]
internal sealed class Evaluate(PolicySource policies, JudgedSampling sampling)
    : IStage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>
{
    public async Task<Evaluation> RunAsync(
        EvaluateAttribute options, IReadOnlyList<Policy> inputs, PromptSet problems, StageContext context, CancellationToken cancellationToken)
    {
        if (problems.Count == 0)
            throw new KimiException($"stage {context.StageName} has no problems to evaluate on: check stage {problems.Origin}");
        var evaluations = new List<PolicyEvaluation>();
        foreach (var policy in inputs)
        {
            using var opened = policies.OpenFrozen(policy);
            var batch = new SamplingBatch
            {
                Stage = context.StageName,
                Address = context.Address,
                Purpose = $"{policy.Origin}/sampled",
                Prompts = PromptTokens.Of(opened, problems, options.MaxResponseTokens, sampling.MostReplyTokens),
                SamplesPerPrompt = options.SamplesPerPrompt,
                Seed = SeededRandom.DeriveSeed(context.Seed, "responses"),
                Sampling = options.ToSampling(),
                Parts = options.Parts,
            };
            var groups = await RespondAsync(opened, problems, batch, context, cancellationToken).ConfigureAwait(false);
            var most = batch with { Purpose = $"{policy.Origin}/greedy", SamplesPerPrompt = 1, Sampling = batch.Sampling with { Temperature = 0 } };
            var greedy = await RespondAsync(opened, problems, most, context, cancellationToken).ConfigureAwait(false);
            var seed = SeededRandom.DeriveSeed(context.Seed, "intervals");
            var overall = SampledScores.Of(groups, seed);
            var evaluation = new PolicyEvaluation
            {
                Policy = policy.Origin,
                Sampled = overall.Sampled,
                MeanTokens = overall.MeanTokens,
                Problems = overall.Problems,
                PassAt = overall.PassAt,
                Majority = overall.Majority,
                Tokens = overall.Tokens,
                Greedy = Accuracy(greedy.SelectMany(group => group)),
                Agreement = Agreement.Of(greedy),
                ByLevel = Scores(groups.GroupBy(group => group.Problem.Level).OrderBy(level => level.Key), seed),
                ByTag = Scores(
                    groups.SelectMany(group => group.Problem.Tags.Distinct().Select(tag => (tag, group)))
                        .GroupBy(entry => entry.tag, entry => entry.group)
                        .OrderBy(tag => tag.Key, StringComparer.Ordinal),
                    seed),
            };
            evaluations.Add(evaluation);
            ResponseLog.Write(context.LogFolder, policy.Origin, groups);
            var prefix = inputs.Count == 1 ? "" : $"{policy.Origin}.";
            Summarize(evaluation, prefix, context);
            var rollouts = groups.SelectMany(group => group.Select(judged => judged.Rollout));
            foreach (var (metric, value) in sampling.HasEnvironment ? EpisodeMetrics.Of([.. rollouts]) : [])
                context.Summarize(prefix + metric, value);
        }

        return new(evaluations);
    }

    private async Task<IReadOnlyList<RolloutGroup>> RespondAsync(
        PolicyHandle policy, PromptSet problems, SamplingBatch batch, StageContext context, CancellationToken cancellationToken)
    {
        var judgement = await sampling.SampleAsync(policy, problems, batch, (_, rollout) => rollout, maxFaultRate: 0, cancellationToken).ConfigureAwait(false);

        // An accuracy over only the responses that happened to be judged would measure something else.
        if (judgement.FirstTrouble.Length > 0)
        {
            throw new KimiException(
                $"stage {context.StageName} got no score for {judgement.Unscorable + judgement.Faults + judgement.TimedOut} of {judgement.Responses} responses "
                + $"({judgement.FirstTrouble}): fix that, or the problems");
        }

        return judgement.Groups;
    }

    private static OrderedDictionary<TKey, SampledEvaluation> Scores<TKey>(IEnumerable<IGrouping<TKey, RolloutGroup>> parts, ulong seed)
        where TKey : notnull => new(parts.Select(part => KeyValuePair.Create(part.Key, SampledScores.Of([.. part], seed))));

    private static Proportion Accuracy(IEnumerable<JudgedRollout> rollouts) =>
        new(rollouts.Count(rollout => rollout.IsCorrect), rollouts.Count());

    private static void Summarize(PolicyEvaluation evaluation, string prefix, StageContext context)
    {
        context.Summarize(prefix + "accuracy", evaluation.Sampled.Value);
        context.Summarize(prefix + "accuracyLow", evaluation.Sampled.Interval.Low);
        context.Summarize(prefix + "accuracyHigh", evaluation.Sampled.Interval.High);
        context.Summarize(prefix + "greedyAccuracy", evaluation.Greedy.Value);
        context.Summarize(prefix + "greedyLow", evaluation.Greedy.Interval.Low);
        context.Summarize(prefix + "greedyHigh", evaluation.Greedy.Interval.High);
        context.Summarize(prefix + "problems", evaluation.Problems);
        if (evaluation.Agreement is { } agreement)
        {
            context.Summarize(prefix + "agreement", agreement.Value);
            context.Summarize(prefix + "agreementLow", agreement.Interval.Low);
            context.Summarize(prefix + "agreementHigh", agreement.Interval.High);
        }

        Summarize(evaluation, prefix, "", context);
        foreach (var (level, part) in evaluation.ByLevel)
            Summarize(part, prefix, $".level{level}", context);
        foreach (var (tag, part) in evaluation.ByTag)
            Summarize(part, prefix, $".tag.{tag}", context);
    }

    private static void Summarize(SampledEvaluation part, string prefix, string suffix, StageContext context)
    {
        if (suffix.Length > 0)
            context.Summarize($"{prefix}accuracy{suffix}", part.Sampled.Value);
        context.Summarize($"{prefix}meanTokens{suffix}", part.MeanTokens);
        foreach (var (k, passed) in part.PassAt.Where(pass => pass.Key > 1))
            Summarize($"{prefix}passAt{k}", passed);
        if (part.Majority is { } majority)
            Summarize($"{prefix}majority", majority);

        void Summarize(string metric, Estimate estimate)
        {
            context.Summarize(metric + suffix, estimate.Value);
            if (suffix.Length > 0)
                return;
            context.Summarize($"{metric}Low", estimate.Low);
            context.Summarize($"{metric}High", estimate.High);
        }
    }
}
