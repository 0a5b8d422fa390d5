// Form: numbers, switches and lists of the settings as texts and in other cases
using Kimi.Dsl;

namespace Acme;

[Recipe("numbers-as-texts-in-json")]
public abstract partial class NumbersAsTextsInJson
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

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, Policy sft);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, Policy merged, PromptSet heldOut);
}
//// kimi.json
{
  "numbers-as-texts-in-json": {
    "Seed": 3,
    "Merged": { "Weights": [0.25, 0.75] },
    "LongCot": { "Iterations": "100", "ResetOptimizer": "false", "MirrorDescent": { "Tau": "0.2" } },
    "Report": { "SamplesPerPrompt": 4, "StopTexts": ["\n\n"] }
  }
}
//// kimi.smoke.json
{
  "numbers-as-texts-in-json": {
    "Problems": { "Count": 128 },
    "HeldOut": { "Count": 16 },
    "Sft": { "Steps": 20, "WarmupSteps": 2, "BatchSize": 8 },
    "LongCot": { "Iterations": 2, "WarmupIterations": 0, "PromptsPerIteration": 16, "StepsPerIteration": 2 }
  }
}
