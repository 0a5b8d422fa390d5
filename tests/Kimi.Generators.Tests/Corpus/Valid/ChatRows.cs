// Form: a file of conversations, every reply of which is trained on
using Kimi.Dsl;

namespace Acme;

[Recipe("chat-rows")]
public abstract partial class ChatRows
{
    [DemonstrationsFile(Path = "chat.jsonl", Layout = DemonstrationLayout.Messages, EveryReply = true, PromptField = "conversation")]
    public abstract Demonstrations Traces();

    [LoadPolicy("models/instruct")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
