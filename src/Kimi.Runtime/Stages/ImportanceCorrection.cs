using Kimi.Dsl;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>What a correction makes of a response's tokens.</summary>
/// <param name="Logprobs">log π_i: the trainer's own for tokens that the iteration's policy sampled, the recorded one for others.</param>
/// <param name="Weights">What each token that trains is weighted by; 0 for others.</param>
/// <param name="Totals">Of the tokens that train.</param>
internal sealed record CorrectedTokens(float[] Logprobs, float[] Weights, ImportanceTotals Totals);

/// <summary>The weights of many tokens.</summary>
/// <param name="Tokens">How many tokens.</param>
/// <param name="Weight">The sum of their weights.</param>
/// <param name="Cut">How many of them have a weight that was truncated or masked.</param>
internal sealed record ImportanceTotals(long Tokens, double Weight, long Cut)
{
    /// <summary>All of them together.</summary>
    public static ImportanceTotals Of(IReadOnlyCollection<ImportanceTotals> parts) =>
        new(parts.Sum(part => part.Tokens), parts.Sum(part => part.Weight), parts.Sum(part => part.Cut));
}

/// <summary>
/// Replaces recorded log-probabilities by the trainer's own, and weighs the tokens by the difference. The trainer scores what its own policy sampled before it
/// takes a step, without gradient. Tokens of earlier iterations keep what was recorded, and the weight of a ratio of 1: their policies are no longer there to
/// score them. Without a correction it does nothing.
/// </summary>
internal sealed class ImportanceCorrection(LoadedPolicy policy, ReinforceAttribute options, IReadOnlyList<ICorrection> corrections)
{
    /// <summary>
    /// Corrects the responses of a step; in the order of its micro-batches, so that the step scores them in the same company, and alike to the bit.
    /// </summary>
    /// <param name="samples">The responses.</param>
    /// <param name="iteration">The iteration, before its first step.</param>
    public List<TrainingSample> Apply(List<TrainingSample> samples, int iteration) => corrections switch
    {
        [] => samples,
        [var correction] => [.. MicroBatches.Of(samples, policy, options.MicroBatchTokens).SelectMany(batch => Apply(correction, batch, iteration))],
        _ => throw new KimiException($"a stage has one correction at most, and this one has {corrections.Count}: remove all but one"),
    };

    private List<TrainingSample> Apply(ICorrection correction, List<TrainingSample> samples, int iteration)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var batch = PolicyTrainer.TokensOf(samples, policy);
        var own = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, options.Temperature, images: batch.Images).cpu().data<float>().ToArray();
        var columns = own.Length / samples.Count;
        return samples.Select((sample, row) => Of(sample, own.AsSpan((row * columns) + sample.Rollout.PromptTokens.Count - 1))).ToList();

        TrainingSample Of(TrainingSample sample, ReadOnlySpan<float> scored)
        {
            float[] logprobs = [.. sample.Rollout.Logprobs];
            var newest = sample.SampledIn(iteration);
            int[] trained = [.. Enumerable.Range(0, logprobs.Length).Where(place => sample.Trains[place])];
            foreach (var place in trained.Where(place => newest[place]))
                logprobs[place] = scored[place];

            var weighed = correction.Weigh([.. trained.Select(place => (double)logprobs[place] - sample.Rollout.Logprobs[place])]);
            var weights = new float[logprobs.Length];
            foreach (var (index, place) in trained.Index())
                weights[place] = (float)weighed.Weights[index];
            return sample with { Corrected = new(logprobs, weights, new(trained.Length, weighed.Weights.Sum(), weighed.Cut)) };
        }
    }
}
