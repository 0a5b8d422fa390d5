using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Pretraining and cooldown (paper 2.5.1, B.4): minimises −(1/n) Σ log π(token) over all n tokens of a batch that have one before them in their document.
/// Each sequence comes from one corpus, drawn by the mixture, so that shares are shares of tokens; within a corpus, documents are drawn by their sampling
/// rates. The mixture goes linearly from that of the first step to that of the last one. An image's tokens are read and not predicted.
/// </summary>
/// <param name="policies">Loads the policy to train.</param>
[ImplementationVersion(2)]
internal sealed class Pretrain(PolicyLoader policies) : IStage<PretrainAttribute, Policy, IReadOnlyList<Corpus>, Policy>
{
    public Task<Policy> RunAsync(
        PretrainAttribute options, Policy start, IReadOnlyList<Corpus> corpora, StageContext context, CancellationToken cancellationToken)
    {
        var first = Mixture(nameof(options.Mixture), options.Mixture, corpora.Count, context.StageName);
        var last = options.FinalMixture.Length == 0 ? first : Mixture(nameof(options.FinalMixture), options.FinalMixture, corpora.Count, context.StageName);
        using var policy = policies.Load(start);
        if (options.SequenceLength > policy.Model.Config.MaxPositionEmbeddings)
        {
            throw new KimiException(
                $"stage {context.StageName} has a SequenceLength of {options.SequenceLength}, "
                + $"which exceeds the policy's context of {policy.Model.Config.MaxPositionEmbeddings}: lower it or raise ContextLength");
        }

        var draws = corpora.Select(corpus => new DocumentDraw(corpus, policy.Tokenizer, context.StageName, policy.Model.Config.Vision?.Tokens)).ToList();
        var trained = new GradientDescent(options, policy, context, options.Trains).Run(
            step => Backward(policy, Rows(step), options.MicroBatchTokens), cancellationToken);
        context.Summarize("tokens", (double)options.Steps * options.BatchSize * options.SequenceLength);
        return Task.FromResult(trained);

        List<List<TokenSequence>> Rows(int step)
        {
            var random = context.Random("sequences", step);
            var mixture = Between(first, last, (double)step / Math.Max(1, options.Steps - 1));
            return [.. Enumerable.Range(0, options.BatchSize).Select(_ => draws[Corpus(mixture, random)].Sequence(random, options.SequenceLength))];
        }
    }

    private static double[] Between(double[] first, double[] last, double place) =>
        first == last ? first : [.. first.Zip(last, (from, to) => from + (place * (to - from)))];

    private static int Corpus(double[] mixture, Random random)
    {
        var place = random.NextDouble();
        for (var i = 0; i < mixture.Length - 1; i++)
        {
            if ((place -= mixture[i]) < 0)
                return i;
        }

        return Array.FindLastIndex(mixture, share => share > 0);
    }

    /// <summary>Collects the gradients of the loss over all tokens of rows of texts.</summary>
    internal static BatchResult Backward(LoadedPolicy policy, List<List<TokenSequence>> rows, int microBatchTokens)
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Pack(rows, policy);
        return NextTokenLoss.Backward(policy.Model, batch, batch.Targets_BT.ne(Transformer.IgnoreIndex).sum().ToInt64(), microBatchTokens);
    }

    private static double[] Mixture(string option, double[] shares, int corpora, string stage)
    {
        if (shares.Length == 0)
            return [.. Enumerable.Repeat(1.0 / corpora, corpora)];
        if (shares.Length != corpora || shares.Any(share => !(share >= 0)) || Math.Abs(shares.Sum() - 1) > 1e-6)
        {
            throw new KimiException(
                $"stage {stage} mixes {corpora} corpora by a {option} of {shares.Length} shares that sum to {shares.Sum():0.######}: "
                + "give one for each, none negative, summing to 1");
        }

        return shares;
    }
}
