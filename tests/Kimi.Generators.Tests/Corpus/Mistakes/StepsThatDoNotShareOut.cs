// Stack: slime
// Kind: a profile takes a number of steps among which the prompts of the class cannot be shared out
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("steps-that-do-not-share-out")]
[Reinforce(PromptsPerIteration = 64, SamplesPerPrompt = 8)]
public abstract partial class StepsThatDoNotShareOut
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
//// kimi.fast.json
{
  "steps-that-do-not-share-out": {
    "LongCot": {
      "Iterations": 40,
      "StepsPerIteration": 6 //! KIMI3002
    }
  }
}
