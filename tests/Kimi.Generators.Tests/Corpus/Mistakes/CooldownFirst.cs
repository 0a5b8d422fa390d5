// Stack: Megatron
// Kind: the cooldown comes before pretraining
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("cooldown-first")]
public abstract partial class CooldownFirst
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "data/text.jsonl")]
    public abstract Corpus Texts();

    [DocumentsFile(Path = "data/good.jsonl")]
    public abstract Corpus Good();

    [Cooldown(Steps = 100)]
    public abstract Policy Cooled(Policy initial, Corpus good); //! KIMI6018

    [Pretrain(Steps = 2_000)]
    public abstract Policy Trained(Policy cooled, Corpus texts);
}
