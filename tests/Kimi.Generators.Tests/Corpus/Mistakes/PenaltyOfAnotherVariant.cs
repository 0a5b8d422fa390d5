// Stack: prime-rl
// Kind: a file of configuration gives options to a component that the stage does not have
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-of-another-variant")]
public abstract partial class PenaltyOfAnotherVariant
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
//// kimi.json
{
  "penalty-of-another-variant": {
    "LongCot": {
      "LengthPenalty": { "Weight": 0.1 } //! KIMI7002
    }
  }
}
