using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Long2short by DPO (paper 2.4): descends <see cref="DirectPreference"/>, averaged over the pairs of a batch. π_ref is the policy it starts from, whose
/// log-probabilities are computed with each batch: a reference that is computed once and kept would double the size of a checkpoint. With an adapter, both read
/// the same weights.
/// </summary>
/// <param name="policies">Loads the policy to tune.</param>
[ImplementationVersion(1)]
internal sealed class OptimizePreferences(PolicyLoader policies) : IStage<OptimizePreferencesAttribute, Policy, Preferences, Policy>
{
    public Task<Policy> RunAsync(
        OptimizePreferencesAttribute options, Policy start, Preferences preferences, StageContext context, CancellationToken cancellationToken)
    {
        using var policy = policies.Load(start);
        using var reference = policy.Model.Adapter is null ? policies.LoadFrozen(start) : new LoadedPolicy(policy.Model.Reference(), policy.Tokenizer);
        var pairs = Tokenize(preferences, policy, context.StageName);
        var buckets = new LengthBuckets([.. pairs.Select(pair => Math.Max(pair.Chosen.Length, pair.Rejected.Length))], options.BatchSize, context.Seed);
        return Task.FromResult(new GradientDescent(options, policy, context).Run(
            step => Backward(policy, reference, [.. buckets.Batch(step).Select(index => pairs[index])], options.Beta), cancellationToken));
    }

    private static BatchResult Backward(
        LoadedPolicy policy, LoadedPolicy reference, IReadOnlyList<(TokenSequence Chosen, TokenSequence Rejected)> pairs, double beta)
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of([.. pairs.Select(pair => pair.Chosen), .. pairs.Select(pair => pair.Rejected)], policy.Tokenizer.PadId, policy.Model.Device);
        var (chosen_B, rejected_B) = ResponseLogprobs(policy, batch);
        var (referenceChosen_B, referenceRejected_B) = WithoutGradient(() => ResponseLogprobs(reference, batch));
        var loss = DirectPreference.Losses(chosen_B, rejected_B, referenceChosen_B, referenceRejected_B, beta).mean();
        loss.backward();
        var margin_B = (chosen_B - referenceChosen_B - (rejected_B - referenceRejected_B)).detach() * beta;
        return new(loss.ToSingle(), batch.Tokens_BT.numel())
        {
            Metrics = new Dictionary<string, double>
            {
                ["preferenceAccuracy"] = margin_B.gt(0).to(ScalarType.Float32).mean().ToSingle(),
                ["rewardMargin"] = margin_B.mean().ToSingle(),
                ["chosenLogprob"] = chosen_B.detach().mean().ToSingle(),
                ["rejectedLogprob"] = rejected_B.detach().mean().ToSingle(),
            },
        };
    }

    private static (Tensor Chosen_B, Tensor Rejected_B) ResponseLogprobs(LoadedPolicy policy, TokenBatch batch)
    {
        var halves = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT).sum(1).chunk(2);
        return (halves[0], halves[1]);
    }

    private static T WithoutGradient<T>(Func<T> compute)
    {
        using var noGradient = no_grad();
        return compute();
    }

    private static List<(TokenSequence Chosen, TokenSequence Rejected)> Tokenize(Preferences preferences, LoadedPolicy policy, string stage)
    {
        if (preferences.Count == 0)
            throw new KimiException($"stage {stage} has no preferences to learn from: check the stage that makes {preferences.Origin}");
        var sequences = new TrainingSequences(policy, "preference", preferences.Origin);
        return [.. preferences.Select((pair, place) => (
            sequences.Of(place, pair.Prompt, pair.Chosen, pair.ChosenTurns),
            sequences.Of(place, pair.Prompt, pair.Rejected, pair.RejectedTurns)))];
    }
}
