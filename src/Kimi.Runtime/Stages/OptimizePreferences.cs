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
        using var reference = policy.Model.Adapter is null ? policies.LoadFrozen(start) : policy with { Model = policy.Model.Reference() };
        var pairs = Tokenize(preferences, policy, context.StageName);
        var buckets = new LengthBuckets([.. pairs.Select(pair => Math.Max(pair.Chosen.Length, pair.Rejected.Length))], options.BatchSize, context.Seed);
        return Task.FromResult(new GradientDescent(options, policy, context).Run(
            step => Backward(policy, reference, [.. buckets.Batch(step).Select(index => pairs[index])], options), cancellationToken));
    }

    private static BatchResult Backward(
        LoadedPolicy policy, LoadedPolicy reference, IReadOnlyList<(TokenSequence Chosen, TokenSequence Rejected)> pairs, OptimizePreferencesAttribute options)
    {
        var (loss, tokens, metrics) = (0.0, 0L, new Dictionary<string, double>());
        foreach (var part in Pairs.Parts(pairs, pair => Math.Max(pair.Chosen.Length, pair.Rejected.Length), options.MicroBatchTokens))
        {
            using var scope = NewDisposeScope();
            TokenSequence[] sequences = [.. part.Select(pair => pair.Chosen), .. part.Select(pair => pair.Rejected)];
            var batch = TokenBatch.Of(sequences, policy);
            var (chosen_B, rejected_B) = ResponseLogprobs(policy, batch);
            var (referenceChosen_B, referenceRejected_B) = WithoutGradient(() => ResponseLogprobs(reference, batch));
            var ofPart = DirectPreference.Losses(chosen_B, rejected_B, referenceChosen_B, referenceRejected_B, options.Beta).sum() / pairs.Count;
            ofPart.backward();
            (loss, tokens) = (loss + ofPart.ToSingle(), tokens + batch.Tokens_BT.numel());
            var margin_B = (chosen_B - referenceChosen_B - (rejected_B - referenceRejected_B)).detach() * options.Beta;
            Add("preferenceAccuracy", margin_B.gt(0));
            Add("rewardMargin", margin_B);
            Add("chosenLogprob", chosen_B);
            Add("rejectedLogprob", rejected_B);
        }

        return new(loss, tokens) { Metrics = metrics };

        // The mean over all pairs.
        void Add(string metric, Tensor values_B) => metrics[metric] =
            metrics.GetValueOrDefault(metric) + (values_B.detach().to(ScalarType.Float32).sum().ToSingle() / pairs.Count);
    }

    private static (Tensor Chosen_B, Tensor Rejected_B) ResponseLogprobs(LoadedPolicy policy, TokenBatch batch)
    {
        var halves = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, images: batch.Images).sum(1).chunk(2);
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
