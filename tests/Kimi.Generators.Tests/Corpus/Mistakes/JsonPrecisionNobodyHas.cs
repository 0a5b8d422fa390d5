// Stack: torchtune
// Kind: weights are to be multiplied in fp8
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-precision-nobody-has")]
public abstract partial class JsonPrecisionNobodyHas
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
    "Precision": "fp8" //! KIMI7003
  }
}
