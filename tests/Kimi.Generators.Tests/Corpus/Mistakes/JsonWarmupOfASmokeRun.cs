// Stack: slime
// Kind: a smoke profile shortens the run below its warm-up
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-warmup-of-a-smoke-run")]
public abstract partial class JsonWarmupOfASmokeRun
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
  "json-warmup-of-a-smoke-run": {
    "Sft": { "Steps": 20 } //! KIMI5002
  }
}
