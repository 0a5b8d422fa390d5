using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Samplers;
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
[ImplementationVersion(4)]
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
        var rollouts = new RolloutPhase(rounds, rules, policy, prompts, options, context.StageName, context.Address);
        using var optimizer = new FlatAdam(policy.Weights.Model.Parameters, maxGradientNorm: options.GradientClip);
        var trainer = new PolicyTrainer(policy.Weights, optimizer, objective, options);
        var correction = new ImportanceCorrection(policy.Weights, options, corrections);
        var draw = new ProblemDraw(prompts, samplers);
        ICheckpointed[] state = [policy, optimizer, draw, rollouts];
        var first = context.Checkpoints.Resume(state);

        var iteration = first;
        for (; iteration < options.Iterations
            && !(options.MaxGeneratedTokens > 0 && rollouts.Ledger.GeneratedTokens >= options.MaxGeneratedTokens); iteration++)
        {
            if (cancellationToken.IsCancellationRequested || (iteration % options.CheckpointEvery == 0 && iteration > first))
                context.Checkpoints.Save(iteration, options.KeepCheckpoints, state);
            cancellationToken.ThrowIfCancellationRequested();

            var (progress, times) = (new TrainingProgress(iteration, options.Iterations), new PhaseTimes());
            var problems = draw.Next(options.PromptsPerIteration, progress, context.Random("draw", iteration));
            judge.Expect(problems.Count * options.SamplesPerPrompt, options.MaxFaultRate);
            var generated = await rollouts.GenerateAsync(problems, iteration, SeededRandom.DeriveSeed(context.Seed, "rollouts", iteration), judge)
                .ConfigureAwait(false);
            times.End("rollout");

            // Whoever stops the run waits for the iteration, whose work a checkpoint then keeps.
            var judgement = await judge.JudgeAsync(generated.Finished, options.MaxFaultRate, CancellationToken.None).ConfigureAwait(false);
            judgement.ThrowIfUntrustworthy(options.MaxFaultRate, context.StageName);
            if (draw.KnowsNothing)
                judgement.ThrowIfNothingIsScored(context.StageName);
            foreach (var group in judgement.Groups)
                draw.Observe(group);
            if (options.KeepBest && judgement.Accuracy is { } accuracy)
                context.Checkpoints.KeepBest(iteration, accuracy, policy);
            var scored = judgement.Groups.Select(group => ScoredGroup.Of(group, penalties, objective, progress)).ToList();
            if (options.KeepRolloutsEvery > 0 && iteration % options.KeepRolloutsEvery == 0)
                RolloutLog.Write(context.LogFolder, iteration, judgement, scored);
            times.End("judge");

            await dispatcher.WithdrawAsync(policy).ConfigureAwait(false);
            if (options.ResetOptimizer)
                optimizer.Reset();
            var current = iteration;
            var samples = scored.Select(group => group.Samples(rollout => rollouts.Trains(rollout, current))).Where(group => group.Count > 0).ToArray();
            Account(rollouts, generated, judgement, samples);
            context.Random("steps", iteration).Shuffle(samples);
            var learningRate = options.LearningRate * Math.Min(1, (iteration + 1.0) / Math.Max(1, options.WarmupIterations));
            var shares = Shares(samples, options.StepsPerIteration).Select(share => correction.Apply(share, current)).ToList();
            var steps = shares.ConvertAll(share => trainer.Step(share, current, learningRate));
            steps.ForEach(step => step.ThrowIfDiverged(options, context.StageName, current));
            steps.FirstOrDefault()?.ThrowIfMismatched(options, context.StageName, iteration);
            times.End("train");
            Dictionary<string, double> metrics = new([.. IterationMetrics.Of(generated, rollouts, judgement, steps), .. draw.Metrics]);
            context.Record(iteration, options.Iterations, metrics, IterationMetrics.Measure(generated, times));
        }

        context.Summarize("iterations", iteration);
        context.Summarize("generatedTokens", rollouts.Ledger.GeneratedTokens);
        context.Summarize("promptsDrawn", rollouts.Ledger.Drawn);
        context.Summarize("promptsTrained", rollouts.Ledger.Trained);
        return policy.Save(context.OutputFolder);
    }

    private static void Account(RolloutPhase rollouts, GeneratedGroups generated, Judgement judgement, List<TrainingSample>[] samples)
    {
        rollouts.Ledger.Drop(DropReason.Unscored, generated.Finished.Count - judgement.Groups.Count);
        rollouts.Ledger.Drop(DropReason.NoSignal, judgement.Groups.Count - samples.Length);
        rollouts.Ledger.Train(samples.Length);
        rollouts.Ledger.Check(rollouts.Waiting);
    }

    // A step takes whole groups, so that its advantages sum to zero.
    private static IEnumerable<List<TrainingSample>> Shares(List<TrainingSample>[] groups, int steps) => groups
        .Index()
        .GroupBy(entry => entry.Index % steps, entry => entry.Item)
        .Select(share => share.SelectMany(group => group).ToList());
}
