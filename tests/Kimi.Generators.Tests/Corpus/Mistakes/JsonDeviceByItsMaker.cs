// Stack: ms-swift
// Kind: the device is named gpu
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-device-by-its-maker")]
public abstract partial class JsonDeviceByItsMaker
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
    "Device": "gpu" //! KIMI5001
  }
}
