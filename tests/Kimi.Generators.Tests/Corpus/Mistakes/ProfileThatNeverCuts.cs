// Stack: slime
// Kind: a profile raises the budget of partial rollouts to all of the response, so nothing is partial any more
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("profile-that-never-cuts")]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class ProfileThatNeverCuts
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
    [PartialRollouts(TokenBudget = 64, MaxAge = 8, MaxSegmentAge = 2)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.sync.json
{
  "profile-that-never-cuts": {
    "LongCot": {
      "PartialRollouts": {
        "TokenBudget": 1024 //! KIMI3003
      }
    }
  }
}
