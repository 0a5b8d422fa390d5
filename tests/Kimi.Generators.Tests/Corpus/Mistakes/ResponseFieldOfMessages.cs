// Stack: LLaMA-Factory
// Kind: names the column of the response in a layout whose messages hold it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("response-field-of-messages")]
public abstract partial class ResponseFieldOfMessages
{
    [DemonstrationsFile(Path = "chat.jsonl", Layout = DemonstrationLayout.ShareGpt, ResponseField = "output")] //! KIMI5006
    public abstract Demonstrations Traces();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
