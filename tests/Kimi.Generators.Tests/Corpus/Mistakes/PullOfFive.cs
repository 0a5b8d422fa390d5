// Stack: TRL
// Kind: a setting makes the pull to the old policy stronger than any reward
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pull-of-five")]
public abstract partial class PullOfFive
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
    [Grpo(Beta = 0.01)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.stable.json
{
  "pull-of-five": {
    "LongCot": { "Grpo": { "Beta": 5 } } //! KIMI5011
  }
}
