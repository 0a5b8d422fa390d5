// Stack: verl
// Kind: a profile lowers the batch that the base file's steps share out
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-profile-against-the-base")]
public abstract partial class JsonProfileAgainstTheBase
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
//// kimi.json
{
  "json-profile-against-the-base": {
    "LongCot": {
      "StepsPerIteration": 16
    }
  }
}
//// kimi.small.json
{
  "json-profile-against-the-base": {
    "LongCot": {
      "PromptsPerIteration": 8 //! KIMI3002
    }
  }
}
