// Stack: OpenRLHF
// Kind: a number that is none
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-not-a-number")]
public abstract partial class JsonNotANumber
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
  "json-not-a-number": {
    "LongCot": {
      "MirrorDescent": { "Tau": "NaN" } //! KIMI7003
    }
  }
}
