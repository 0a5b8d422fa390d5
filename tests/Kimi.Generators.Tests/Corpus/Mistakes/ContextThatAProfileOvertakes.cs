// Stack: torchtune
// Kind: a profile begins with a longer context than the one that is activated later
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("context-that-a-profile-overtakes")]
public abstract partial class ContextThatAProfileOvertakes
{
    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "pages.jsonl")]
    public abstract Corpus Pages();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_000)]
    public abstract Policy Pretrained(Policy initial, Corpus pages);

    [ActivateLongContext(ContextLength = 4_096, Ladder = [2_048])]
    public abstract Policy LongContext(Policy pretrained, Corpus books, Corpus pages);
}
//// kimi.wide.json
{
  "context-that-a-profile-overtakes": {
    "Initial": { "ContextLength": 8192 } //! KIMI6012
  }
}
