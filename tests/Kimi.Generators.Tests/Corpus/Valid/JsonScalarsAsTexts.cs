// Form: numbers and choices of files as texts
using Kimi.Dsl;

namespace Acme;

[Recipe("json-scalars-as-texts")]
public abstract partial class JsonScalarsAsTexts
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
  "json-scalars-as-texts": {
    "Sft": { "LearningRate": "1e-3", "Decay": "cosine", "RecomputeActivations": "true" },
    "LongCot": { "StopTexts": "Q:,A:", "MirrorDescent": { "Tau": "0.05" } }
  }
}
