// Stack: Megatron
// Kind: the cooldown begins at a higher learning rate than pretraining had
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("cooldown-that-heats-up")]
public abstract partial class CooldownThatHeatsUp
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500, LearningRate = 3e-4)]
    public abstract Policy Base(Policy initial, Corpus web);

    [Cooldown(Steps = 200, LearningRate = 2e-3)] //! KIMI5002
    public abstract Policy Cooled(Policy @base, Corpus books);
}
