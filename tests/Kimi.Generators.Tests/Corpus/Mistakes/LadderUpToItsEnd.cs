// Stack: NeMo-RL
// Kind: the last rung of long-context training is the context itself
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ladder-up-to-its-end")]
public abstract partial class LadderUpToItsEnd
{
    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "long.jsonl")]
    public abstract Corpus Long();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [ActivateLongContext(ContextLength = 2_048, Ladder = [1_024, 2_048])] //! KIMI5002
    public abstract Policy Longer(Policy initial, Corpus books, [From(nameof(Long))] Corpus documents);
}
