// Stack: axolotl
// Kind: a handful of examples, read hundreds of times
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("six-hundred-epochs")]
public abstract partial class SixHundredEpochs
{
    [DemonstrationsFile(Path = "data/sft.jsonl", Count = 100)]
    public abstract Demonstrations Examples();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [FineTune(Steps = 2_000, BatchSize = 64)] //! KIMI3006
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations examples);
}
