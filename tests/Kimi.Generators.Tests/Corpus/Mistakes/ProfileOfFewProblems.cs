// Stack: verl
// Kind: a profile takes fewer problems than an iteration draws
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("profile-of-few-problems")]
public abstract partial class ProfileOfFewProblems
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
//// kimi.smoke.json
{
  "profile-of-few-problems": {
    "Problems": {
      "Count": 16 //! KIMI3006
    }
  }
}
