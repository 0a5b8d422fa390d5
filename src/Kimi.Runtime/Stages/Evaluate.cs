using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Stages;

/// <summary>Measures policies on problems: accuracy sampled at a temperature, greedy accuracy, and response length.</summary>
/// <param name="policies">Loads the policies.</param>
/// <param name="engine">Samples the responses.</param>
/// <param name="judge">Judges them: a response counts as correct if all rewards say so.</param>
[ImplementationVersion(2)]
internal sealed class Evaluate(PolicyLoader policies, IRolloutEngine engine, GroupJudge judge)
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
            using var loaded = policies.Load(policy);
            var sampled = await RespondAsync(loaded, problems, options, options.SamplesPerPrompt, options.Temperature, context, cancellationToken)
                .ConfigureAwait(false);
            var greedy = await RespondAsync(loaded, problems, options, samples: 1, temperature: 0, context, cancellationToken).ConfigureAwait(false);
            var evaluation = new PolicyEvaluation
            {
                Policy = policy.Origin,
                Sampled = Accuracy(sampled),
                Greedy = Accuracy(greedy),
                MeanTokens = sampled.Average(rollout => rollout.Length),
                Problems = problems.Count,
                ByLevel = sampled.GroupBy(rollout => rollout.Rollout.Problem.Level)
                    .OrderBy(level => level.Key)
                    .ToDictionary(level => level.Key, level => new LevelEvaluation(Accuracy(level), level.Average(rollout => rollout.Length))),
            };
            evaluations.Add(evaluation);
            ResponseLog.Write(context.LogFolder, policy.Origin, sampled);
            Summarize(evaluation, inputs.Count == 1 ? "" : $"{policy.Origin}.", context);
        }

        return new(evaluations);
    }

    private async Task<List<JudgedRollout>> RespondAsync(
        LoadedPolicy policy, PromptSet problems, EvaluateAttribute options, int samples, double temperature, StageContext context,
        CancellationToken cancellationToken)
    {
        var requests = RolloutRequest.For(problems, samples, SeededRandom.DeriveSeed(context.Seed, "responses"));
        var sampling = SamplingOptions.Of(options) with { Temperature = temperature };
        var rollouts = engine.Finish(policy, requests, sampling, cancellationToken);
        var judgement = await judge.JudgeAsync([.. rollouts.Chunk(samples)], maxFaultRate: 0, cancellationToken).ConfigureAwait(false);

        // An accuracy over only the responses that happened to be judged would measure something else.
        if (judgement.FirstTrouble.Length > 0)
        {
            throw new KimiException(
                $"stage {context.StageName} got no score for {judgement.Unscorable + judgement.Faults + judgement.TimedOut} of {rollouts.Count} responses "
                + $"({judgement.FirstTrouble}): fix the reward or the problems");
        }

        return [.. judgement.Groups.SelectMany(group => group)];
    }

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
