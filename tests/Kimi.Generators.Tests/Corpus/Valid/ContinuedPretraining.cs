// Form: a model of elsewhere reads more, cools down and is fine-tuned
using Kimi.Dsl;

namespace Acme;

[Recipe("continued-pretraining")]
public abstract partial class ContinuedPretraining
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DocumentsFile(Path = "data/good.jsonl", TextField = "content.text", Domain = "code")]
    public abstract Corpus Good();

    [DemonstrationsFile(Path = "data/sft.jsonl", Layout = DemonstrationLayout.ShareGpt, EveryReply = true)]
    public abstract Demonstrations Talks();

    [Pretrain(Steps = 2_000, SequenceLength = 512)]
    public abstract Policy Trained([From(nameof(Base))] Policy start, Corpus texts, Corpus good);

    [Cooldown(Steps = 100)]
    public abstract Policy Cooled(Policy trained, Corpus good);

    [FineTune(Steps = 200, PackedTokens = 512)]
    public abstract Policy Sft(Policy cooled, Demonstrations talks);
}
