using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Stages;

/// <summary>Measures policies on problems: accuracy sampled at a temperature, greedy accuracy, and response length.</summary>
/// <param name="policies">Gives the policies.</param>
/// <param name="sampling">Samples the responses and judges them: one counts as correct if all rewards say so.</param>
[ImplementationVersion(2)]
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
            var sampled = groups.SelectMany(group => group).ToList();
            var most = batch with { Purpose = $"{policy.Origin}/greedy", SamplesPerPrompt = 1, Sampling = batch.Sampling with { Temperature = 0 } };
            var greedy = (await RespondAsync(opened, problems, most, context, cancellationToken).ConfigureAwait(false)).SelectMany(group => group);
            var evaluation = new PolicyEvaluation
            {
                Policy = policy.Origin,
                Sampled = Accuracy(sampled),
                Greedy = Accuracy(greedy),
                MeanTokens = sampled.Average(rollout => rollout.Length),
                Problems = problems.Count,
                ByLevel = groups.GroupBy(group => group.Problem.Level, group => group)
                    .OrderBy(level => level.Key)
                    .ToDictionary(level => level.Key, level => OfLevel([.. level.SelectMany(group => group)])),
            };
            evaluations.Add(evaluation);
            ResponseLog.Write(context.LogFolder, policy.Origin, groups);
            var prefix = inputs.Count == 1 ? "" : $"{policy.Origin}.";
            Summarize(evaluation, prefix, context);
            foreach (var (metric, value) in sampling.HasEnvironment ? EpisodeMetrics.Of([.. sampled.Select(judged => judged.Rollout)]) : [])
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

    private static LevelEvaluation OfLevel(IReadOnlyList<JudgedRollout> responses) =>
        new(Accuracy(responses), responses.Average(response => response.Length));

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
        context.Summarize(prefix + "meanTokens", evaluation.MeanTokens);
        context.Summarize(prefix + "problems", evaluation.Problems);
        foreach (var (level, responses) in evaluation.ByLevel)
        {
            context.Summarize($"{prefix}accuracy.level{level}", responses.Sampled.Value);
            context.Summarize($"{prefix}meanTokens.level{level}", responses.MeanTokens);
        }
    }
}
