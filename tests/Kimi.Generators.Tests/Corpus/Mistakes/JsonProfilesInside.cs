// Stack: prime-rl
// Kind: profiles stand inside of kimi.json
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-profiles-inside")]
public abstract partial class JsonProfilesInside
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
  "profiles": { //! KIMI7002
    "smoke": {
      "json-profiles-inside": { "Sft": { "Steps": 20 } }
    }
  }
}
