using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Supervised fine-tuning: minimises −(1/n) Σ log π(token) over the n response tokens of a batch, prompts masked (paper 2.2, 2.5.2).
/// Of an episode, only the policy's turns have a loss. Demonstrations that are packed into one sequence do not see each other, so the loss is that of separate
/// sequences.
/// </summary>
/// <param name="policies">Loads the policy to tune.</param>
[ImplementationVersion(2)]
internal sealed class FineTune(PolicyLoader policies) : IStage<FineTuneAttribute, Policy, Demonstrations, Policy>
{
    public Task<Policy> RunAsync(
        FineTuneAttribute options, Policy start, Demonstrations demonstrations, StageContext context, CancellationToken cancellationToken)
    {
        using var policy = policies.Load(start);
        var sequences = Tokenize(demonstrations, policy, context.StageName);
        var batch = options.PackedTokens == 0 ? Padded(sequences, policy, options, context.Seed)
            : Packed(sequences, policy, options, context, demonstrations.Origin);
        return Task.FromResult(new GradientDescent(options, policy, context, options.Trains).Run(
            step => Backward(policy, () => batch(step), options.MicroBatchTokens), cancellationToken));
    }

    private static Func<int, TokenBatch> Padded(List<TokenSequence> sequences, LoadedPolicy policy, FineTuneAttribute options, ulong seed)
    {
        var buckets = new LengthBuckets([.. sequences.Select(sequence => sequence.Length)], options.BatchSize, seed);
        return step => TokenBatch.Of([.. buckets.Batch(step).Select(index => sequences[index])], policy);
    }

    private static Func<int, TokenBatch> Packed(
        List<TokenSequence> sequences, LoadedPolicy policy, FineTuneAttribute options, StageContext context, string origin)
    {
        // The last token of a sequence is only predicted, so it needs no position.
        int[] places = [.. sequences.Select(sequence => sequence.Length - 1)];
        if (Array.FindIndex(places, length => length > options.PackedTokens) is >= 0 and var tooLong)
        {
            throw new KimiException(
                $"demonstration {tooLong + 1} of {origin} has {places[tooLong] + 1} tokens, "
                + $"more than the PackedTokens {options.PackedTokens} of stage {context.StageName}: raise PackedTokens or leave the demonstration out");
        }

        var rows = new PackedRows(places, options.PackedTokens, options.BatchSize, context.Seed);
        return step => TokenBatch.Pack(
            [.. rows.Batch(step).Select(row => row.Select(index => sequences[index]).ToList())], policy);
    }

    private static BatchResult Backward(LoadedPolicy policy, Func<TokenBatch> makeBatch, int microBatchTokens)
    {
        using var scope = NewDisposeScope();
        var batch = makeBatch();
        return NextTokenLoss.Backward(policy.Model, batch, batch.Targets_BT.ne(Transformer.IgnoreIndex).sum().ToInt64(), microBatchTokens);
    }

    private static List<TokenSequence> Tokenize(Demonstrations demonstrations, LoadedPolicy policy, string stage)
    {
        if (demonstrations.Count == 0)
            throw new KimiException($"stage {stage} has no demonstrations to learn from: check the stage that makes {demonstrations.Origin}");
        var sequences = new TrainingSequences(policy, "demonstration", demonstrations.Origin);
        return [.. demonstrations.Select((example, place) => sequences.Of(place, example.Prompt, example.Response, example.Turns))];
    }
}
