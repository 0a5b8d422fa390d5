// Stack: axolotl
// Kind: the switch of a tracker is misspelt
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-tracker-misspelt")]
public abstract partial class JsonTrackerMisspelt
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
    "Tensorboards": false //! KIMI7002
  }
}
