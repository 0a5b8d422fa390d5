// Form: a longer context is judged by an evaluation of long problems, and its perplexity within the old one, so that nothing was lost
using Kimi.Dsl;

namespace Acme;

[Recipe("short-perplexity-beside-a-long-evaluation")]
public abstract partial class ShortPerplexityBesideALongEvaluation
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "unseen.jsonl")]
    public abstract Corpus Unseen();

    [ProblemsFile(Path = "needles.jsonl")]
    public abstract PromptSet Needles();

    [InitializeTransformer(Layers = 8, HiddenSize = 256, AttentionHeads = 8, ContextLength = 1_024)]
    public abstract Policy Initial();

    [Pretrain(Steps = 5_000, SequenceLength = 1_024)]
    public abstract Policy Pretrained(Policy initial, Corpus web);

    [ActivateLongContext(ContextLength = 8_192, StepsPerLength = 300)]
    public abstract Policy Activated(Policy pretrained, Corpus books, Corpus web);

    [MeasurePerplexity(SequenceLength = 768)]
    public abstract PerplexityReport NothingLost(Policy pretrained, Policy activated, Corpus unseen);

    [Evaluate(MaxResponseTokens = 64)]
    [MathReward]
    public abstract Evaluation Found(Policy activated, PromptSet needles);
}
