using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Samplers;
using Kimi.Torch.Native;
using Kimi.Torch.Optimization;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Reinforcement learning (paper 2.3, 2.6): draw problems → generate a group of responses to each, and judge what is finished meanwhile → add penalties →
/// optimizer steps on the objective; the resulting policy is the next iteration's reference.
/// </summary>
/// <remarks>
/// Behaviour log-probabilities are the executors', or, with a correction, the trainer's own. Their difference from the trainer's own is a metric of every
/// iteration, and has a limit.
/// </remarks>
[ImplementationVersion(5)]
internal sealed class Reinforce(
    PolicySource policies,
    RolloutDispatcher dispatcher,
    RolloutRounds rounds,
    RolloutRules rules,
    IPolicyObjective objective,
    IReadOnlyList<ICorrection> corrections,
    IReadOnlyList<ISampler> samplers,
    GroupJudge judge,
    IReadOnlyList<IPenalty> penalties) : IStage<ReinforceAttribute, Policy, PromptSet, Policy>
{
    public async Task<Policy> RunAsync(ReinforceAttribute options, Policy start, PromptSet prompts, StageContext context, CancellationToken cancellationToken)
    {
        if (prompts.Count == 0)
            throw new KimiException($"stage {context.StageName} has no problems to learn from: check stage {prompts.Origin}");
        using var policy = policies.Open(start);
        policy.Weights.Model.RecomputesActivations = options.RecomputeActivations;
        var rollouts = new RolloutPhase(rounds, rules, policy, prompts, options, context.StageName, context.Address);
        using var optimizer = new FlatAdam(policy.Weights.Model.Trained, maxGradientNorm: options.GradientClip);
        using var thread = new WorkThread("training");
        var trainer = new PolicyTrainer(policy.Weights, optimizer, objective, options);
        var correction = new ImportanceCorrection(policy.Weights, options, corrections);
        var draw = new ProblemDraw(prompts, samplers);
        var sampling = new DynamicSampling(rollouts, draw, judge, penalties, objective, options, context);
        ICheckpointed[] state = [policy, optimizer, draw, rollouts];
        var done = options.Iterations;
        foreach (var iteration in context.Checkpoints.Steps(
            options.Iterations, options.CheckpointEvery, options.KeepCheckpoints, state, cancellationToken))
        {
            if (options.MaxGeneratedTokens > 0 && rollouts.Ledger.GeneratedTokens >= options.MaxGeneratedTokens)
            {
                done = iteration;
                break;
            }

            // Hybrid deployment (paper 2.6.3): rollouts have the memory of gradients and moments, which start anew in each iteration anyway.
            if (options.ResetOptimizer)
                optimizer.Reset();
            NativeHeap.Trim();
            var (progress, times) = (new TrainingProgress(iteration, options.Iterations), new PhaseTimes());
            var sampled = await sampling.SampleAsync(progress, times).ConfigureAwait(false);
            if (options.KeepBest && sampled.Judgement.Accuracy is { } accuracy)
                context.Checkpoints.KeepBest(iteration, accuracy, policy);
            if (options.KeepRolloutsEvery > 0 && iteration % options.KeepRolloutsEvery == 0)
                RolloutLog.Write(context.LogFolder, iteration, sampled.Judgement, sampled.Scored);
            times.End("judge");

            await dispatcher.WithdrawAsync(policy).ConfigureAwait(false);
            NativeHeap.Trim();
            var samples = sampled.Samples.ToArray();
            context.Random("steps", iteration).Shuffle(samples);
            var learningRate = LearningRateSchedule.At(options, iteration);
            var steps = await thread.RunAsync(() =>
            {
                optimizer.Train();
                var shares = Shares(samples, options.StepsPerIteration).Select(share => correction.Apply(share, iteration)).ToList();
                return shares.ConvertAll(share => trainer.Step(share, iteration, learningRate));
            }).ConfigureAwait(false);
            steps.ForEach(step => step.ThrowIfDiverged(options, context.StageName, iteration));
            steps.FirstOrDefault()?.ThrowIfMismatched(options, context.StageName, iteration);
            NativeHeap.Trim();
            times.End("train");
            Dictionary<string, double> metrics = new([.. IterationMetrics.Of(sampled, rollouts, rounds.HasEnvironment, steps), .. draw.Metrics]);
            context.Record(iteration, options.Iterations, metrics, IterationMetrics.Measure(sampled.Generated, times));
        }

        context.Summarize("iterations", done);
        context.Summarize("generatedTokens", rollouts.Ledger.GeneratedTokens);
        context.Summarize("promptsDrawn", rollouts.Ledger.Drawn);
        context.Summarize("promptsTrained", rollouts.Ledger.Trained);
        return policy.Save(context.OutputFolder);
    }

    // A step takes whole groups, so that its advantages sum to zero.
    private static IEnumerable<List<TrainingSample>> Shares(List<TrainingSample>[] groups, int steps) => groups
        .Index()
        .GroupBy(entry => entry.Index % steps, entry => entry.Item)
        .Select(share => share.SelectMany(group => group).ToList());
}
