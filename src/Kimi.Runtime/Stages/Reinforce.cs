using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Models;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Optimization;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Samplers;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Reinforcement learning (paper 2.3): draw problems → sample a group of responses each → judge → add penalties → optimizer steps on the
/// objective; the policy that results is the next iteration's reference.
/// </summary>
/// <remarks>
/// A group whose rewards are all equal is left out: its first term is 0, and at the reference its second term is too. Behaviour
/// log-probabilities are the rollout engine's; how far the trainer's own are off is a metric of every iteration.
/// </remarks>
[ImplementationVersion(1)]
internal sealed class Reinforce(
    PolicyLoader policies,
    IRolloutEngine engine,
    IPolicyObjective objective,
    IReadOnlyList<ISampler> samplers,
    GroupJudge judge,
    IReadOnlyList<IPenalty> penalties) : IStage<ReinforceAttribute, Policy, PromptSet, Policy>
{
    public async Task<Policy> RunAsync(ReinforceAttribute options, Policy start, PromptSet prompts, StageContext context, CancellationToken cancellationToken)
    {
        if (prompts.Count == 0)
            throw new KimiException($"stage {context.StageName} has no problems to learn from: check stage {prompts.Origin}");
        using var policy = policies.Load(start);
        using var optimizer = new FlatAdam(policy.Model.Parameters, maxGradientNorm: options.GradientClip);
        var trainer = new PolicyTrainer(policy, optimizer, objective, options);
        var draw = new ProblemDraw(prompts, samplers);
        var first = Resume(context.Checkpoints.Latest, policy, optimizer, draw);

        for (var iteration = first; iteration < options.Iterations; iteration++)
        {
            if (cancellationToken.IsCancellationRequested || (iteration % options.CheckpointEvery == 0 && iteration > first))
                context.Checkpoints.Save(iteration, folder => Save(folder, policy, optimizer, draw));
            cancellationToken.ThrowIfCancellationRequested();

            var progress = new TrainingProgress(iteration, options.Iterations);
            var watch = Stopwatch.StartNew();
            var problems = draw.Next(options.PromptsPerIteration, progress, context.Random("draw", iteration));
            var rollouts = Sample(policy, problems, options, progress, context);
            var rolloutSeconds = watch.Elapsed.TotalSeconds;
            var judgement = await judge.JudgeAsync(rollouts, options.SamplesPerPrompt, cancellationToken).ConfigureAwait(false);
            judgement.ThrowIfUntrustworthy(options.MaxFaultRate, context.StageName);
            foreach (var group in judgement.Groups)
                draw.Observe(group);

            if (options.ResetOptimizer)
                optimizer.Reset();
            var samples = judgement.Groups.Select(group => Advantages(group, progress)).Where(group => group.Count > 0).ToArray();
            context.Random("steps", iteration).Shuffle(samples);
            var learningRate = options.LearningRate * Math.Min(1, (iteration + 1.0) / Math.Max(1, options.WarmupIterations));
            var steps = Shares(samples, options.StepsPerIteration).Select(share => trainer.Step(share, learningRate)).ToList();
            context.Record(iteration, options.Iterations, IterationMetrics.Of(rollouts, judgement, samples, steps, rolloutSeconds, watch.Elapsed.TotalSeconds));
        }

        context.Summarize("iterations", options.Iterations);
        return policy.Save(context.OutputFolder);
    }

    private IReadOnlyList<Rollout> Sample(
        LoadedPolicy policy, IReadOnlyList<Problem> problems, ReinforceAttribute options, TrainingProgress progress, StageContext context)
    {
        var seed = SeededRandom.DeriveSeed(context.Seed, "rollouts", progress.Iteration);
        var requests = RolloutRequest.For(problems, options.SamplesPerPrompt, seed);
        var sampling = SamplingOptions.Of(options) with { PolicyVersion = progress.Iteration };

        // An iteration is seconds long and is done again as a whole after a stop, so it is not broken off inside.
        return engine.Finish(policy, requests, sampling, CancellationToken.None);
    }

    private List<TrainingSample> Advantages(RolloutGroup group, TrainingProgress progress)
    {
        var totals = group.Select(rollout => rollout.Reward).ToArray();
        foreach (var penalty in penalties)
        {
            var added = penalty.Apply(group, progress);
            for (var i = 0; i < totals.Length; i++)
                totals[i] += added[i];
        }

        return totals.All(total => total == totals[0])
            ? []
            : [.. group.Zip(objective.Advantages(totals), (rollout, advantage) => new TrainingSample(rollout.Rollout, advantage))];
    }

    // Whole groups go to a step, so that each step's advantages sum to zero.
    private static IEnumerable<List<TrainingSample>> Shares(List<TrainingSample>[] groups, int steps) => groups
        .Index()
        .GroupBy(entry => entry.Index % steps, entry => entry.Item)
        .Select(share => share.SelectMany(group => group).ToList());

    private static int Resume(Checkpoint? checkpoint, LoadedPolicy policy, FlatAdam optimizer, ProblemDraw draw)
    {
        if (checkpoint is null)
            return 0;
        TrainingState.Load(checkpoint.Folder, policy, optimizer);
        draw.Load(checkpoint.Folder);
        return checkpoint.Step;
    }

    private static void Save(string folder, LoadedPolicy policy, FlatAdam optimizer, ProblemDraw draw)
    {
        TrainingState.Save(folder, policy, optimizer);
        draw.Save(folder);
    }
}
