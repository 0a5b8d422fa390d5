// Stack: axolotl
// Kind: the shortest mean length of words is above the longest
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("mean-word-length-upside-down")]
public abstract partial class MeanWordLengthUpsideDown
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [RuleFilter(MinMeanWordLength = 12)] //! KIMI5002
    public abstract Corpus Clean(Corpus web, Corpus books);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500)]
    public abstract Policy Base(Policy initial, Corpus clean);
}
