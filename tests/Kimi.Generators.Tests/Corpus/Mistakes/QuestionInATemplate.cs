// Stack: NeMo-RL
// Kind: the template of a judge asks for the question by another name, in a file of settings
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("question-in-a-template")]
public abstract partial class QuestionInATemplate
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
    [ServedJudge(Model = "judge-32b")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.json
{
  "question-in-a-template": {
    "LongCot": {
      "ServedJudge": {
        "MaxCritiqueTokens": 512,
        "Template": "Question: {question}\nTruth: {answer}\nSaid: {response}\nEnd with {\"correct\": true} or {\"correct\": false}." //! KIMI5001
      }
    }
  }
}
