// Form: settings whose names differ from the code in case alone, with numbers as texts
using Kimi.Dsl;

namespace Acme;

[Recipe("names-in-other-cases")]
public abstract partial class NamesInOtherCases
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

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.json
{
  "names-in-other-cases": {
    "seed": 7,
    "sft": { "steps": "800", "decay": "cosine" },
    "longcot": { "iterations": "40", "stoptexts": ["\n\n", "END"], "mirrordescent": { "tau": "0.05" } },
    "report": { "stoptexts": ["\n\n", "END"] }
  }
}
