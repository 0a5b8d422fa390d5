using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>A response to train on.</summary>
/// <param name="Rollout">The response.</param>
/// <param name="Advantage">How much better it did than its group.</param>
/// <param name="Trains">Which of its tokens count in the loss: not an environment's, and not those of segments that are too old.</param>
internal sealed record TrainingSample(Rollout Rollout, double Advantage, bool[] Trains)
{
    /// <summary>What a correction makes of its tokens; null without one.</summary>
    public CorrectedTokens? Corrected { get; init; }

    /// <summary>How many of its tokens count in the loss.</summary>
    public int TrainedTokens => Trains.Count(trains => trains);

    /// <summary>How many tokens a pass over it reads.</summary>
    public int Length => Rollout.PromptTokens.Count + Rollout.Tokens.Count;

    /// <summary>Which of its tokens the policy of an iteration sampled.</summary>
    public bool[] SampledIn(int iteration) => Rollout.TokensWhere(segment => segment.PolicyVersion == iteration);
}

/// <summary>Takes optimizer steps on a policy's objective. The gradients of batches of responses of similar length, each within a budget of tokens, add up to a
/// step.</summary>
internal sealed class PolicyTrainer(LoadedPolicy policy, FlatAdam optimizer, IPolicyObjective objective, ReinforceAttribute options)
{
    /// <summary>Takes one step.</summary>
    /// <param name="samples">The responses.</param>
    /// <param name="iteration">The iteration: tokens that its policy sampled are on-policy.</param>
    /// <param name="learningRate">The learning rate.</param>
    public StepStatistics Step(IReadOnlyList<TrainingSample> samples, int iteration, double learningRate)
    {
        var totals = new StepTotals(samples.Count, samples.Sum(sample => (long)sample.TrainedTokens)) { MaxResponseTokens = options.MaxResponseTokens };
        var statistics = new LogratioStatistics(objective);
        var loss = 0.0;
        foreach (var microBatch in MicroBatches.Of(samples, policy, options.MicroBatchTokens))
        {
            using var scope = NewDisposeScope();
            var (batch, recorded_BT, onPolicy_BT) = Batch(microBatch, totals, iteration);
            var part = objective.Loss(batch);
            part.backward();
            loss += part.ToSingle();
            statistics.Add(batch, recorded_BT, onPolicy_BT);
        }

        return statistics.Of(loss, optimizer.Step(learningRate)) with
        {
            Importance = samples[0].Corrected is null ? null : ImportanceTotals.Of([.. samples.Select(sample => sample.Corrected!.Totals)]),
        };
    }

    /// <summary>Responses as tensors.</summary>
    internal static TokenBatch TokensOf(List<TrainingSample> samples, LoadedPolicy policy) => TokenBatch.Of(
        samples.ConvertAll(sample => new TokenSequence([.. sample.Rollout.PromptTokens], [.. sample.Rollout.Tokens])
        {
            Trains = sample.Trains,
            Images = sample.Rollout.PromptImages,
        }),
        policy);

    private (ObjectiveBatch Batch, Tensor Recorded_BT, Tensor OnPolicy_BT) Batch(List<TrainingSample> samples, StepTotals totals, int iteration)
    {
        var device = policy.Model.Device;
        var batch = TokensOf(samples, policy);
        var recorded = new float[samples.Count, batch.Tokens_BT.size(1)];
        var behaviour = new float[samples.Count, batch.Tokens_BT.size(1)];
        var weights = new float[samples.Count, batch.Tokens_BT.size(1)];
        var onPolicy = new float[samples.Count, batch.Tokens_BT.size(1)];
        for (var row = 0; row < samples.Count; row++)
        {
            var rollout = samples[row].Rollout;
            var (newest, corrected) = (samples[row].SampledIn(iteration), samples[row].Corrected);
            for (var i = 0; i < newest.Length; i++)
            {
                var place = rollout.PromptTokens.Count - 1 + i;
                if (!samples[row].Trains[i])
                    continue;
                (recorded[row, place], onPolicy[row, place]) = (rollout.Logprobs[i], newest[i] ? 1 : 0);
                if (corrected is not null)
                    (behaviour[row, place], weights[row, place]) = (corrected.Logprobs[i], corrected.Weights[i]);
            }
        }

        var logprobs_BT = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, options.Temperature, images: batch.Images);
        var recorded_BT = tensor(recorded, device: device);
        var isCorrected = samples[0].Corrected is not null;
        return (
            new(
                isCorrected ? ImportanceRatios.WeighGradient(logprobs_BT, tensor(weights, device: device)) : logprobs_BT,
                isCorrected ? tensor(behaviour, device: device) : recorded_BT,
                batch.Targets_BT.ne(Transformer.IgnoreIndex).to(ScalarType.Float32),
                tensor(samples.Select(sample => (float)sample.Advantage).ToArray(), device: device),
                totals),
            recorded_BT,
            tensor(onPolicy, device: device));
    }
}
