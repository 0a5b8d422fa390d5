// Stack: axolotl
// Kind: a profile points the test at the file of training
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-test-is-the-training-file")]
public abstract partial class JsonTestIsTheTrainingFile
{
    [ProblemsFile(Path = "data/train.jsonl")]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test.jsonl")]
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
//// kimi.local.json
{
  "json-test-is-the-training-file": {
    "HeldOut": { "Path": "data/train.jsonl" } //! KIMI6007
  }
}
