// Stack: LLaMA-Factory
// Kind: the shape of the learning rate is called as elsewhere
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-decay-misspelt")]
public abstract partial class JsonDecayMisspelt
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
  "json-decay-misspelt": {
    "Sft": { "Decay": "cosine_with_restarts" } //! KIMI7003
  }
}
