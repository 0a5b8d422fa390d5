// Stack: prime-rl
// Kind: a profile gives more steps than it draws prompts
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-group-and-prompts-by-swap")]
public abstract partial class JsonGroupAndPromptsBySwap
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
//// kimi.smoke.json
{
  "json-group-and-prompts-by-swap": {
    "LongCot": {
      "PromptsPerIteration": 2 //! KIMI3002
    }
  }
}
