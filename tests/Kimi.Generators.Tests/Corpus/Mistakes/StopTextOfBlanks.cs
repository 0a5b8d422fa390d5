// Stack: slime
// Kind: a list of stop texts is one text of blanks in a file of settings
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-text-of-blanks")]
public abstract partial class StopTextOfBlanks
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
//// kimi.json
{
  "stop-text-of-blanks": {
    "LongCot": {
      "Iterations": 40,
      "StopTexts": "   " //! KIMI7003
    }
  }
}
