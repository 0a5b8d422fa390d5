// Form: pretraining again after an adapter was merged
using Kimi.Dsl;

namespace Acme;

[Recipe("replay-in-fine-tuning")]
public abstract partial class ReplayInFineTuning
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DemonstrationsFile(Path = "data/sft.jsonl")]
    public abstract Demonstrations Rows();

    [FineTune(Steps = 200)]
    [Lora(Rank = 8, Alpha = 8, Targets = LoraTargets.Attention)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations rows);

    [MergeAdapter]
    public abstract Policy Merged(Policy sft);

    [MeasurePerplexity(Buckets = 1)]
    public abstract PerplexityReport Forgot([From(nameof(Base))] Policy start, Policy merged, Corpus texts);
}
