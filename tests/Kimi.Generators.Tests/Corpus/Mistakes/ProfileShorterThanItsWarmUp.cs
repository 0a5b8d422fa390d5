// Stack: torchtune
// Kind: a profile for trying things out has fewer steps than the warm-up, which nobody gave
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("profile-shorter-than-its-warm-up")]
public abstract partial class ProfileShorterThanItsWarmUp
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

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

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.try.json
{
  "profile-shorter-than-its-warm-up": {
    "Problems": { "Count": 512 },
    "Sft": {
      "Steps": 30 //! KIMI5002
    }
  }
}
