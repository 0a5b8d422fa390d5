// Stack: prime-rl
// Kind: the path of an option is written with the underscores of environment variables, in a file
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-underscores-of-the-environment")]
public abstract partial class JsonUnderscoresOfTheEnvironment
{
    [Problems<AdditionProblems>(Count = 6_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 640)]
    public abstract Policy Initial();

    [FineTune(Steps = 700)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 90)]
    [Dapo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.json
{
  "json-underscores-of-the-environment": {
    "LongCot__LearningRate": 1e-4 //! KIMI7002
  }
}
