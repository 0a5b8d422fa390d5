// Stack: axolotl
// Kind: trains on every reply of a file whose rows are a prompt and a response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("every-reply-of-plain-rows")]
public abstract partial class EveryReplyOfPlainRows
{
    [DemonstrationsFile(Path = "rows.jsonl", EveryReply = true)] //! KIMI5006
    public abstract Demonstrations Traces();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
