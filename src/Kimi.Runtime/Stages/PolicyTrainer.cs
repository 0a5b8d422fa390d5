using Kimi.Dsl;
using Kimi.Runtime.Models;
using Kimi.Runtime.Objectives;
using Kimi.Runtime.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>A response to train on.</summary>
/// <param name="Rollout">The response.</param>
/// <param name="Advantage">How much better than its group it did.</param>
/// <param name="ExcludedTokens">How many of its first tokens do not count in the loss: they are of segments that are too old.</param>
internal sealed record TrainingSample(Rollout Rollout, double Advantage, int ExcludedTokens)
{
    /// <summary>How many of its tokens count in the loss.</summary>
    public int TrainedTokens => Rollout.Tokens.Length - ExcludedTokens;
}

/// <summary>What one optimizer step saw.</summary>
/// <param name="Loss">The objective's loss, divided by responses and mean length.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="Kl">KL(π_i ‖ π_θ) a token, estimated as the mean of ρ − 1 − log ρ with ρ = π_θ / π_i; nats.</param>
/// <param name="LogprobMismatch">The mean of |log π_θ − log π_i| a token: at an iteration's first step, trainer against rollout engine.</param>
internal sealed record StepStatistics(double Loss, double GradientNorm, double Kl, double LogprobMismatch);

/// <summary>Takes optimizer steps on a policy's objective, in micro-batches of responses of like length.</summary>
/// <remarks>
/// The loss is the sum over the responses, divided by their number and their mean length. The paper divides by the number only; a
/// constant factor cancels in Adam, and the second divisor keeps the clipping threshold independent of length.
/// </remarks>
internal sealed class PolicyTrainer(LoadedPolicy policy, FlatAdam optimizer, IPolicyObjective objective, ReinforceAttribute options)
{
    /// <summary>Takes one step.</summary>
    public StepStatistics Step(IReadOnlyList<TrainingSample> samples, double learningRate)
    {
        var tokens = samples.Sum(sample => sample.TrainedTokens);
        var (loss, kl, mismatch) = (0.0, 0.0, 0.0);
        foreach (var microBatch in samples.OrderBy(sample => sample.Rollout.PromptTokens.Length + sample.Rollout.Tokens.Length).Chunk(options.MicroBatchSize))
        {
            using var scope = NewDisposeScope();
            var batch = Batch(microBatch);
            var scaled = objective.Loss(batch) / tokens;
            scaled.backward();
            loss += scaled.ToSingle();
            using var noGradient = no_grad();
            var logratios_BT = (batch.Logprobs_BT - batch.BehaviourLogprobs_BT).detach();
            kl += ((logratios_BT.exp() - 1 - logratios_BT) * batch.Mask_BT).sum().ToSingle();
            mismatch += logratios_BT.abs().sum().ToSingle();
        }

        return new(loss, optimizer.Step(learningRate), kl / tokens, mismatch / tokens);
    }

    private ObjectiveBatch Batch(TrainingSample[] samples)
    {
        var device = policy.Model.Device;
        var sequences = samples.Select(sample => new TokenSequence(sample.Rollout.PromptTokens, sample.Rollout.Tokens) { Excluded = sample.ExcludedTokens }).ToList();
        var batch = TokenBatch.Of(sequences, policy.Tokenizer.PadId, device);
        var behaviour = new float[samples.Length, batch.Tokens_BT.size(1)];
        for (var row = 0; row < samples.Length; row++)
        {
            var logprobs = samples[row].Rollout.Logprobs;
            for (var i = samples[row].ExcludedTokens; i < logprobs.Length; i++)
                behaviour[row, sequences[row].Prompt.Length - 1 + i] = logprobs[i];
        }

        return new(
            policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, options.Temperature),
            tensor(behaviour, device: device),
            batch.Targets_BT.ne(Transformer.IgnoreIndex).to(ScalarType.Float32),
            tensor(samples.Select(sample => (float)sample.Advantage).ToArray(), device: device));
    }
}
