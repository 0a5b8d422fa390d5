// Stack: Megatron
// Kind: the decay of weights is given in percent, and takes two hundredths of every weight at each step
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("decay-of-weights-in-percent")]
public abstract partial class DecayOfWeightsInPercent
{
    [DocumentsFile(Path = "data/web.jsonl.gz", Shuffle = true)]
    public abstract Corpus Web();

    [DocumentsFile(Path = "data/heldout.jsonl.gz")]
    public abstract Corpus Unseen();

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 1_024)]
    public abstract Policy Initial();

    [Pretrain(Steps = 20_000, SequenceLength = 1_024, BatchSize = 32, LearningRate = 2e-3, WarmupSteps = 500, WeightDecay = 10)] //! KIMI5011
    public abstract Policy Pretrained(Policy initial, Corpus web);

    [MeasurePerplexity(SequenceLength = 1_024)]
    public abstract PerplexityReport Perplexity(Policy pretrained, Corpus unseen);
}
