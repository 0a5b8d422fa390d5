using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Long-context activation (paper B.4): the pretraining loss on sequences of each length of the ladder in turn, under the new rotary base. A sequence is of
/// long
/// documents that all see each other with probability <see cref="ActivateLongContextAttribute.FullAttentionShare"/>, else of cooldown documents that do not.
/// </summary>
/// <param name="policies">Loads the policy to train.</param>
[ImplementationVersion(1)]
internal sealed class ActivateLongContext(PolicyLoader policies)
    : IStage<ActivateLongContextAttribute, Policy, Corpus, Corpus, Policy>, IStageCheck<ActivateLongContextAttribute>
{
    public void Check(string stage, ActivateLongContextAttribute options)
    {
        var lengths = Lengths(options);
        if (lengths.Zip(lengths.Skip(1)).Any(pair => pair.First >= pair.Second) || lengths[0] < 2)
            throw new KimiException(
                $"stage {stage} has a Ladder of {string.Join(", ", options.Ladder)} to ContextLength {options.ContextLength}: make it rise from 2 or more");
    }

    public Task<Policy> RunAsync(
        ActivateLongContextAttribute options, Policy start, Corpus longDocuments, Corpus cooldown, StageContext context, CancellationToken cancellationToken)
    {
        var lengths = Lengths(options);
        var oldContext = 0;
        using var policy = policies.Load(start, config =>
        {
            oldContext = config.MaxPositionEmbeddings;
            return config with { MaxPositionEmbeddings = options.ContextLength, RopeTheta = options.RopeBase };
        });
        if (longDocuments.Any(document => document.Images is { Count: > 0 }))
            throw new KimiException($"stage {context.StageName} joins long texts, and {longDocuments.Origin} has images: leave out documents with images");
        if (options.ContextLength <= oldContext)
            throw new KimiException(
                $"stage {context.StageName} activates a context of {options.ContextLength}, which is not above the {oldContext} of {start.Origin}: "
                + "raise ContextLength");
        var full = new DocumentDraw(Upsampled(longDocuments, policy, oldContext, options.LongDocumentRate), policy.Tokenizer, context.StageName);
        var partial = new DocumentDraw(cooldown, policy.Tokenizer, context.StageName, policy.Model.Config.Vision?.Tokens);
        return Task.FromResult(new GradientDescent(options, policy, context).Run(
            step => Pretrain.Backward(policy, Rows(step), options.MicroBatchTokens), cancellationToken));

        List<List<TokenSequence>> Rows(int step)
        {
            var length = lengths[step / options.StepsPerLength];
            var random = context.Random("sequences", step);
            return
            [
                .. Enumerable.Range(0, Math.Max(1, options.BatchTokens / length)).Select(_ =>
                    random.NextDouble() < options.FullAttentionShare ? [Joined(full.Sequence(random, length), length)] : partial.Sequence(random, length)),
            ];
        }
    }

    private static int[] Lengths(ActivateLongContextAttribute options) => [.. options.Ladder, options.ContextLength];

    private static Corpus Upsampled(Corpus documents, LoadedPolicy policy, int oldContext, double rate) => documents with
    {
        Documents =
        [
            .. documents.Select(document => policy.Tokenizer.Encode(document.Text).Length > oldContext
                ? document with { SamplingRate = rate * document.SamplingRate }
                : document),
        ],
    };

    // All of them as one text: each was cut with its own first token in addition to the places it takes.
    private static TokenSequence Joined(List<TokenSequence> texts, int length)
    {
        int[] tokens = [.. texts.SelectMany(text => text.Prompt.Concat(text.Response)).Take(length + 1)];
        return new([tokens[0]], tokens[1..]);
    }
}
