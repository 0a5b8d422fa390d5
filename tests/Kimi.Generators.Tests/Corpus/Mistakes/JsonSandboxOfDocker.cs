// Stack: open-instruct
// Kind: programs are to run in a container, which is no sandbox here
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-sandbox-of-docker")]
public abstract partial class JsonSandboxOfDocker
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
//// kimi.json
{
  "Kimi": {
    "Sandbox": "Docker" //! KIMI7003
  }
}
