using System.Diagnostics;
using Kimi.Dsl;
using Kimi.Runtime.Models;
using Kimi.Runtime.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Supervised fine-tuning: minimises −(1/n) Σ log π(token) over the n response tokens of a batch, prompts masked (paper 2.2, 2.5.2).
/// The learning rate rises linearly, holds, and falls linearly to its end; the paper gives its ends only (2e-5 to 2e-6), not its shape.
/// </summary>
/// <param name="policies">Loads the policy to tune.</param>
[ImplementationVersion(1)]
internal sealed class FineTune(PolicyLoader policies) : IStage<FineTuneAttribute, Policy, Demonstrations, Policy>
{
    private const double SecondMomentDecay = 0.98;

    public Task<Policy> RunAsync(
        FineTuneAttribute options, Policy start, Demonstrations demonstrations, StageContext context, CancellationToken cancellationToken)
    {
        using var policy = policies.Load(start);
        using var optimizer = new FlatAdam(
            policy.Model.Parameters, beta2: SecondMomentDecay, weightDecay: options.WeightDecay, maxGradientNorm: options.GradientClip);
        var sequences = Tokenize(demonstrations, policy, context.StageName);
        var buckets = new LengthBuckets([.. sequences.Select(sequence => sequence.Length)], options.BatchSize, context.Seed);
        var firstStep = context.Checkpoints.Resume(policy, optimizer);
        var loss = double.NaN;
        for (var step = firstStep; step < options.Steps; step++)
        {
            if (cancellationToken.IsCancellationRequested || (step % options.CheckpointEvery == 0 && step > firstStep))
                context.Checkpoints.Save(step, options.KeepCheckpoints, policy, optimizer);
            cancellationToken.ThrowIfCancellationRequested();

            var watch = Stopwatch.StartNew();
            IReadOnlyList<TokenSequence> batch = [.. buckets.Batch(step).Select(index => sequences[index])];
            loss = Backward(policy, batch);
            var learningRate = LearningRate(options, step);
            var norm = optimizer.Step(learningRate);
            if (!double.IsFinite(loss) || !double.IsFinite(norm))
                throw new KimiException($"stage {context.StageName} diverged at step {step} (loss {loss}, gradient norm {norm}): lower its LearningRate of {options.LearningRate}");
            context.Record(
                step,
                options.Steps,
                new Dictionary<string, double> { ["loss"] = loss, ["learningRate"] = learningRate, ["gradientNorm"] = norm },
                new Dictionary<string, double> { ["tokensPerSecond"] = batch.Sum(sequence => sequence.Length) / watch.Elapsed.TotalSeconds });
        }

        context.Summarize("loss", loss);
        context.Summarize("steps", options.Steps);
        return Task.FromResult(policy.Save(context.OutputFolder));
    }

    private static double Backward(LoadedPolicy policy, IReadOnlyList<TokenSequence> sequences)
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of(sequences, policy.Tokenizer.PadId, policy.Model.Device);
        var logprobs_BT = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT);
        var loss = logprobs_BT.sum().neg() / sequences.Sum(sequence => sequence.Response.Length);
        loss.backward();
        return loss.ToSingle();
    }

    private static double LearningRate(FineTuneAttribute options, int step)
    {
        var decaySteps = options.DecayFraction * options.Steps;
        var rise = options.WarmupSteps == 0 ? 1 : (step + 1.0) / options.WarmupSteps;
        var fall = decaySteps == 0 ? 1 : (options.Steps - step) / decaySteps;
        var falling = options.FinalLearningRate + (options.LearningRate - options.FinalLearningRate) * Math.Min(1, fall);
        return Math.Min(options.LearningRate * Math.Min(1, rise), falling);
    }

    private static List<TokenSequence> Tokenize(Demonstrations demonstrations, LoadedPolicy policy, string stage)
    {
        if (demonstrations.Count == 0)
            throw new KimiException($"stage {stage} has no demonstrations to learn from: check the stage that makes {demonstrations.Origin}");
        var sequences = demonstrations
            .Select(example => new TokenSequence(policy.Tokenizer.Encode(example.Prompt), [.. policy.Tokenizer.Encode(example.Response), policy.Tokenizer.EndOfTextId]))
            .ToList();
        var context = policy.Model.Config.MaxPositionEmbeddings;
        var longest = sequences.Index().MaxBy(entry => entry.Item.Length);
        if (longest.Item.Length > context + 1)
            throw new KimiException($"demonstration {longest.Index + 1} of {demonstrations.Origin} has {longest.Item.Length} tokens, which exceeds the policy's context of {context}: shorten it or raise ContextLength");
        if (sequences.FindIndex(sequence => sequence.Prompt.Length == 0) is >= 0 and var empty)
            throw new KimiException($"demonstration {empty + 1} of {demonstrations.Origin} has an empty prompt: give it one, or leave it out");
        return sequences;
    }
}
