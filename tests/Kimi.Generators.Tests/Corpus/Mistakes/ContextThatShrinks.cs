// Stack: axolotl
// Kind: long-context training to a shorter context than the model has
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("context-that-shrinks")]
public abstract partial class ContextThatShrinks
{
    [InitializeTransformer(Layers = 6, ContextLength = 4_096)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [ActivateLongContext(ContextLength = 2_048)] //! KIMI6012
    public abstract Policy Long(Policy initial, Corpus books, Corpus web);
}
