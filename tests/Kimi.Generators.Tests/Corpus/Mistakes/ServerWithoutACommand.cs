// Stack: SkyRL
// Kind: tools of a server that nothing starts
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("server-without-a-command")]
public abstract partial class ServerWithoutACommand
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [McpTools] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
