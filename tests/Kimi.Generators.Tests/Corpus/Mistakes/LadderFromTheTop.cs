// Stack: torchtune
// Kind: the lengths of the long context are written from the longest to the shortest
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ladder-from-the-top")]
public abstract partial class LadderFromTheTop
{
    private const int K = 1_024;

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "pages.jsonl")]
    public abstract Corpus Pages();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_000)]
    public abstract Policy Pretrained(Policy initial, Corpus pages);

    [ActivateLongContext(
        ContextLength = 8 * K,
        Ladder = new[] { 4 * K, 2 * K })] //! KIMI5002
    public abstract Policy LongContext(Policy pretrained, Corpus books, Corpus pages);
}
