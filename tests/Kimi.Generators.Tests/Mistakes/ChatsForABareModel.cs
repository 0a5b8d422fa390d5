// Mistake: I fine-tune a model that I have just initialized on chats
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("chats-for-a-bare-model")]
public abstract partial class ChatsForABareModel
{
    [DemonstrationsFile(Path = "chats.jsonl", Layout = DemonstrationLayout.Messages)]
    public abstract Demonstrations Chats();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy {|KIMI6019:initial|}, Demonstrations chats);
}
