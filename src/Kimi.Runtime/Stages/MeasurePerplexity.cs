using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>Measures policies on documents: exp(−(1/n) Σ log π(token)) over the tokens at each range of positions.</summary>
/// <param name="policies">Loads the policies.</param>
[ImplementationVersion(1)]
internal sealed class MeasurePerplexity(PolicyLoader policies) : IStage<MeasurePerplexityAttribute, IReadOnlyList<Policy>, Corpus, PerplexityReport>
{
    private const int DocumentsAtATime = 8;

    public Task<PerplexityReport> RunAsync(
        MeasurePerplexityAttribute options, IReadOnlyList<Policy> inputs, Corpus documents, StageContext context, CancellationToken cancellationToken)
    {
        var reports = new List<PolicyPerplexity>();
        foreach (var input in inputs)
        {
            var report = Measure(options, input, documents, context.StageName, cancellationToken);
            reports.Add(report);
            var prefix = inputs.Count == 1 ? "" : $"{input.Origin}.";
            context.Summarize(prefix + "perplexity", report.Perplexity);
            foreach (var bucket in report.ByPosition.Where(bucket => bucket.Tokens > 0))
                context.Summarize($"{prefix}perplexityTo{bucket.To}", bucket.Value);
        }

        return Task.FromResult(new PerplexityReport(reports));
    }

    private PolicyPerplexity Measure(MeasurePerplexityAttribute options, Policy input, Corpus documents, string stage, CancellationToken cancellationToken)
    {
        using var policy = policies.Load(
            input, config => config with { MaxPositionEmbeddings = Math.Max(config.MaxPositionEmbeddings, options.SequenceLength) });
        var (sums, counts) = (new double[options.Buckets], new long[options.Buckets]);
        var texts = documents
            .Select(document => new DocumentTokens(document, policy.Tokenizer, policy.Model.Config.Vision?.Tokens).Stretch(0, options.SequenceLength + 1))
            .OfType<TokenSequence>()
            .OrderBy(text => text.Length);
        foreach (var batch in texts.Chunk(DocumentsAtATime))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (position, logprob) in Logprobs(policy, batch))
            {
                var bucket = (int)((long)position * options.Buckets / options.SequenceLength);
                sums[bucket] -= logprob;
                counts[bucket]++;
            }
        }

        return counts.Sum() == 0
            ? throw new KimiException($"stage {stage} has no document of two tokens or more to measure on: check stage {documents.Origin}")
            : new(
                input.Origin,
                Math.Exp(sums.Sum() / counts.Sum()),
                [.. Enumerable.Range(0, options.Buckets)
                    .Select(i => new PositionPerplexity(First(i), First(i + 1), counts[i], Math.Exp(sums[i] / counts[i])))]);

        // The first position p with p * buckets / length >= i.
        int First(int i) => (int)(((long)i * options.SequenceLength + options.Buckets - 1) / options.Buckets);
    }

    private static List<(int Position, float Logprob)> Logprobs(LoadedPolicy policy, IReadOnlyList<TokenSequence> texts)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of(texts, policy);
        var logprobs_BT = policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, images: batch.Images).cpu();
        var values = logprobs_BT.contiguous().data<float>().ToArray();
        var time = (int)logprobs_BT.size(1);
        return [.. texts.Index()
            .SelectMany(text => Enumerable.Range(0, text.Item.Length - 1)
                .Where(position => text.Item.Trains?[position] ?? true)
                .Select(position => (position, values[(text.Index * time) + position])))];
    }
}
