// Form: settings of the runtime beside those of a recipe
using Kimi.Dsl;

namespace Acme;

[Recipe("json-of-the-runtime")]
public abstract partial class JsonOfTheRuntime
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
  "Kimi": { "TensorBoard": false, "Precision": "bf16" },
  "json-of-the-runtime": { "Seed": 7, "Sft": { "Decay": "cosine", "DecayFraction": 0.5 } }
}
//// kimi.local.json
{ "Kimi": { "TensorBoard": true } }
