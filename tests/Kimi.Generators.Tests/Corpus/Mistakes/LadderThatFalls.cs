// Stack: NeMo-RL
// Kind: the lengths of long-context training are given from long to short
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ladder-that-falls")]
public abstract partial class LadderThatFalls
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [ActivateLongContext(ContextLength = 8_192, Ladder = [4_096, 2_048])] //! KIMI5002
    public abstract Policy Long(Policy initial, Corpus books, Corpus web);
}
