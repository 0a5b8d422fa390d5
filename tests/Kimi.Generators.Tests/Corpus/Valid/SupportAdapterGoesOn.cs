// Form: an adapter of last quarter goes on: with new conversations first, then with pairs, and is merged for serving
using Kimi.Dsl;

namespace Acme.Support;

/// <summary>The support assistant of this quarter, from the adapter of the last one, which lies beside its base's files.</summary>
[Recipe("support-q3", Seed = 3)]
[Lora(Rank = 32, Targets = LoraTargets.Attention)]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class SupportAdapterGoesOn
{
    [LoadPolicy("models/support-q2")]
    public abstract Policy LastQuarter();

    [DemonstrationsFile(Path = "data/q3/resolved.jsonl.zst", Layout = DemonstrationLayout.Messages, EveryReply = true, MaxCharacters = 24_000, Shuffle = true)]
    public abstract Demonstrations Resolved();

    [FineTune(
        Steps = 800, BatchSize = 32, LearningRate = 1e-4, WarmupSteps = 40, DecayFraction = 0.95, Decay = LearningRateDecay.Cosine, MicroBatchTokens = 16_384)]
    [Lora]
    public abstract Policy Refreshed(Policy lastQuarter, Demonstrations resolved);

    [ProblemsFile(Path = "data/q3/triage.jsonl", PromptField = "messages", AnswerField = "queue", Split = Split.Train, HeldOutShare = 0.2)]
    public abstract PromptSet Tickets();

    [ProblemsFile(Path = "data/q3/triage.jsonl", PromptField = "messages", AnswerField = "queue", Split = Split.HeldOut, HeldOutShare = 0.2)]
    public abstract PromptSet HeldOutTickets();

    [SamplePreferences(Prefer = Preferred.Correct, SamplesPerPrompt = 6, Temperature = 0.9, PairsPerProblem = 2)]
    [ExactAnswerReward(Marker = "Queue: ")]
    public abstract Preferences Pairs(Policy refreshed, PromptSet tickets);

    [OptimizePreferences(Steps = 300, BatchSize = 32, LearningRate = 5e-6, WarmupSteps = 30)]
    [Lora]
    public abstract Policy Preferring(Policy refreshed, Preferences pairs);

    [MergeAdapter]
    public abstract Policy Served(Policy preferring);

    [Evaluate]
    [ExactAnswerReward(Marker = "Queue: ")]
    public abstract Evaluation Triage(Policy lastQuarter, Policy refreshed, Policy served, PromptSet heldOutTickets);
}
