using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Samplers;

namespace Kimi.Runtime.Stages;

/// <summary>
/// What an iteration trains on: problems are drawn, responses generated and judged, and penalties added. With <see cref="ReinforceAttribute.MaxRefills"/>,
/// other problems then take the place of those that taught nothing: dynamic sampling (DAPO, arXiv 2503.14476, section 3.2).
/// </summary>
/// <remarks>
/// DAPO samples until the batch is full; here a limit says how often. A refill begins when all verdicts before it are there, and draws no problem that the
/// iteration has drawn already, so what is drawn depends on verdicts, and not on how long they take.
/// </remarks>
internal sealed class DynamicSampling(
    RolloutPhase rollouts, ProblemDraw draw, GroupJudge judge, IReadOnlyList<IPenalty> penalties, IPolicyObjective objective, ReinforceAttribute options,
    StageContext context)
{
    /// <summary>Samples what an iteration trains on.</summary>
    /// <param name="progress">How far the run has come.</param>
    /// <param name="times">Gets the times of the phases <c>rollout</c> and <c>judge</c>.</param>
    /// <exception cref="KimiException">The rewards fail too often, or cannot score any response.</exception>
    public async Task<SampledIteration> SampleAsync(TrainingProgress progress, PhaseTimes times)
    {
        var seed = SeededRandom.DeriveSeed(context.Seed, "rollouts", progress.Iteration);
        var problems = draw.Next(options.PromptsPerIteration, progress, context.Random("draw", progress.Iteration));
        judge.Expect(problems.Count * options.SamplesPerPrompt, options.MaxFaultRate);
        var sampled = await ScoreAsync(null, await rollouts.GenerateAsync(problems, progress.Iteration, seed, judge).ConfigureAwait(false), progress, times)
            .ConfigureAwait(false);

        var drawn = problems.Select(problem => problem.Id).ToHashSet(StringComparer.Ordinal);
        var refilled = 0;
        for (var refill = 1; refill <= options.MaxRefills; refill++)
        {
            var refillSeed = SeededRandom.DeriveSeed(seed, "refill", refill);
            var others = draw.Others(sampled.Unscored + sampled.NoSignal - refilled, drawn, progress, SeededRandom.Derive(refillSeed, "draw"));
            if (others.Count == 0)
                break;
            refilled += others.Count;
            drawn.UnionWith(others.Select(problem => problem.Id));
            judge.Expect(others.Count * options.SamplesPerPrompt, options.MaxFaultRate, sampled.Judgement);
            var generated = await rollouts.RefillAsync(others, progress.Iteration, refill, refillSeed, judge).ConfigureAwait(false);
            sampled = await ScoreAsync(sampled, generated, progress, times).ConfigureAwait(false);
        }

        rollouts.Ledger.Drop(DropReason.Unscored, sampled.Unscored);
        rollouts.Ledger.Drop(DropReason.NoSignal, sampled.NoSignal);
        rollouts.Ledger.Train(sampled.Samples.Count);
        rollouts.Ledger.Check(rollouts.Waiting);
        return sampled;
    }

    private async Task<SampledIteration> ScoreAsync(SampledIteration? before, GeneratedGroups generated, TrainingProgress progress, PhaseTimes times)
    {
        times.End("rollout");

        // Whoever stops the run waits for the iteration, whose work a checkpoint then keeps.
        var judgement = await judge.JudgeAsync(generated.Finished, options.MaxFaultRate, before?.Judgement, CancellationToken.None).ConfigureAwait(false);
        var together = before is null ? judgement : before.Judgement.And(judgement);
        together.ThrowIfUntrustworthy(options.MaxFaultRate, context.StageName);
        if (draw.KnowsNothing)
            judgement.ThrowIfNothingIsScored(context.StageName);
        foreach (var group in judgement.Groups)
            draw.Observe(group);
        var scored = judgement.Groups.Select(group => ScoredGroup.Of(group, penalties, objective, progress)).ToList();
        var samples = scored.Select(group => group.Samples(rollout => rollouts.Trains(rollout, progress.Iteration))).Where(group => group.Count > 0);
        times.End("judge");
        return new(before?.Generated.And(generated) ?? generated, together, [.. before?.Scored ?? [], .. scored], [.. before?.Samples ?? [], .. samples]);
    }
}

/// <summary>What an iteration sampled.</summary>
/// <param name="Generated">What was generated.</param>
/// <param name="Judgement">What the rewards said about it.</param>
/// <param name="Scored">The scored groups.</param>
/// <param name="Samples">By group, what it trains on; groups that teach nothing are left out.</param>
internal sealed record SampledIteration(
    GeneratedGroups Generated, Judgement Judgement, IReadOnlyList<ScoredGroup> Scored, IReadOnlyList<List<TrainingSample>> Samples)
{
    /// <summary>How many groups no reward could score.</summary>
    public int Unscored => Generated.Finished.Count - Scored.Count;

    /// <summary>How many scored groups had nothing to compare.</summary>
    public int NoSignal => Scored.Count - Samples.Count;
}
