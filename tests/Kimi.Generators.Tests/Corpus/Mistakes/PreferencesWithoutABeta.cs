// Stack: TRL
// Thread: huggingface/trl 1627
// Kind: beta is 0, so the loss of preferences stays at log 2 from the first step to the last
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("preferences-without-a-beta")]
[Sampling(MaxResponseTokens = 1_024)]
public abstract partial class PreferencesWithoutABeta
{
    [LoadPolicy("models/codellama-7b-python")]
    public abstract Policy Base();

    [CodeProblemsFile(Path = "data/mbpp.jsonl", Layout = CodeLayout.Mbpp, Split = Split.Train)]
    public abstract PromptSet Problems();

    [CodeProblemsFile(Path = "data/mbpp.jsonl", Layout = CodeLayout.Mbpp, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 8, PairsPerProblem = 2)]
    [TestCaseReward]
    public abstract Preferences Pairs([From(nameof(Base))] Policy start, PromptSet problems);

    [OptimizePreferences(Steps = 400, BatchSize = 8, LearningRate = 1e-6, Beta = 0, MicroBatchTokens = 8_192)] //! KIMI5001
    public abstract Policy Tuned([From(nameof(Base))] Policy start, Preferences pairs);

    [Evaluate]
    [TestCaseReward]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}
