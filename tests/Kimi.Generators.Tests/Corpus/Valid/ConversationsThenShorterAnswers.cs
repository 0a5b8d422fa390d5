// Form: SFT on ShareGPT in packed rows with a filter of the team, then pairs by length, then DPO
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Chat;

[Recipe("chat-then-shorter", Seed = 101)]
[Optimizer(GradientClip = 0.5, RecomputeActivations = true)]
public abstract partial class ConversationsThenShorterAnswers
{
    private static readonly string[] s_refusals = ["as an ai language model", "i cannot fulfill", "i'm sorry, but i can't"];

    [LoadPolicy("models/qwen2.5-7b")]
    public abstract Policy Pretrained();

    [DemonstrationsFile(Path = "data/sharegpt.jsonl", Layout = DemonstrationLayout.ShareGpt, MaxCharacters = 30_000, Shuffle = true, Count = 60_000)]
    public abstract Demonstrations Raw();

    [Transform]
    public static Demonstrations Clean(Demonstrations raw)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new([.. raw.Where(IsWanted).Where(example => seen.Add(Key(example)))]);

        static bool IsWanted(Demonstration example) =>
            example.Response.Length > 20 && !s_refusals.Any(refusal => example.Response.Contains(refusal, StringComparison.OrdinalIgnoreCase));

        static string Key(Demonstration example) => Regex.Replace(example.Prompt.Text, @"\s+", " ").Trim();
    }

    [FineTune(
        Steps = 900, BatchSize = 64, PackedTokens = 8_192, LearningRate = 1e-5, WarmupSteps = 30, DecayFraction = 0.95, Decay = LearningRateDecay.Cosine,
        FinalLearningRate = 1e-6, WeightDecay = 0.1, MicroBatchTokens = 32_768)]
    public abstract Policy Chat(Policy pretrained, Demonstrations clean);

    [ProblemsFile(Path = "data/questions.jsonl", PromptField = "messages", Split = Split.Train, Count = 12_000)]
    public abstract PromptSet Questions();

    [ProblemsFile(Path = "data/questions.jsonl", PromptField = "messages", Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [SamplePreferences(SamplesPerPrompt = 10, MaxResponseTokens = 1_024, LongerBy = 1.3)]
    [MathReward]
    public abstract Preferences ByLength(Policy chat, PromptSet questions);

    [OptimizePreferences(Steps = 250, BatchSize = 64, LearningRate = 5e-7, WarmupSteps = 25, MicroBatchTokens = 16_384)]
    public abstract Policy Shorter(Policy chat, Preferences byLength);

    [Evaluate(MaxResponseTokens = 1_024)]
    [MathReward]
    public abstract Evaluation Report(Policy chat, Policy shorter, PromptSet heldOut);
}
