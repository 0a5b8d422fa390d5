// Form: rates, shares and limits near the edges of what has a use, each on purpose
using Kimi.Dsl;

namespace Acme;

[Recipe("values-at-the-edges", DeviceMemoryGiB = 2_048, Devices = 2)]
public abstract partial class ValuesAtTheEdges
{
    [LoadPolicy("models/qwen2.5-0.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "orca-math.jsonl", Split = Split.Train, HeldOutShare = 0.95)]
    public abstract PromptSet Few();

    [ProblemsFile(Path = "orca-math.jsonl", Split = Split.Train, HeldOutShare = 0.5)]
    public abstract PromptSet Half();

    [ProblemsFile(Path = "orca-math.jsonl", Split = Split.HeldOut, HeldOutShare = 0.05)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 500, MaxResponseTokens = 1_024, LearningRate = 1e-6, TopP = 0.3, Temperature = 2.5)]
    [Dapo]
    [MathReward]
    [Lora(Rank = 8)]
    [MaskedImportance(Level = ImportanceLevel.Sequence, Floor = 0, Cap = 1.2)]
    [StopRepetition(PatternTokens = 1, Repeats = 12)]
    public abstract Policy Adapted([From(nameof(Base))] Policy start, PromptSet few);

    [MergeAdapter]
    public abstract Policy Merged(Policy adapted);

    [Reinforce(Iterations = 500, MaxResponseTokens = 1_024, LearningRate = 2e-7)]
    [Dapo]
    [ServedJudge(Model = "judge", Template = "Is it correct? Say {\"correct\": true} or {\"correct\": false}: {response}", TimeLimitSeconds = 3)]
    public abstract Policy Careful(Policy merged, PromptSet half);

    [Evaluate(MaxResponseTokens = 1_024, SamplesPerPrompt = 4, TopP = 0.1)]
    [MathReward]
    public abstract Evaluation Report(Policy adapted, Policy careful, PromptSet heldOut);
}
