// Stack: LLaMA-Factory
// Kind: a batch is larger than the smoke test's data
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("batch-above-the-demonstrations")]
public abstract partial class BatchAboveTheDemonstrations
{
    [DemonstrationsFile(Path = "chats.jsonl", Count = 8)]
    public abstract Demonstrations Traces();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 100, BatchSize = 32)] //! KIMI3006
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
