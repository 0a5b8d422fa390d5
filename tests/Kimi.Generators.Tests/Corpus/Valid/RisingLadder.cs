// Form: long-context training in three lengths
using Kimi.Dsl;

namespace Acme;

[Recipe("rising-ladder")]
public abstract partial class RisingLadder
{
    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [ActivateLongContext(ContextLength = 8_192, Ladder = [1_024, 4_096])]
    public abstract Policy Long(Policy initial, Corpus books, Corpus web);
}
