// Stack: axolotl
// Kind: a profile for a short try keeps the warmup of the long run
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("short-try-long-warmup")]
public abstract partial class ShortTryLongWarmup
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
//// kimi.smoke.json
{
  "short-try-long-warmup": {
    "LongCot": { "Iterations": 2 } //! KIMI5002
  }
}
