// Form: a model that sees is taught on charts from files and measured on a public set, with a reward that allows five per cent
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Charts;

[Recipe("reads-charts", DeviceMemoryGiB = 80, Devices = 8)]
public abstract partial class ReadsCharts
{
    [LoadPolicy("models/vl-2b")]
    public abstract Policy Base();

    [AddVisionTower(ImageSize = 336, PatchSize = 14, Layers = 12, HiddenSize = 768, AttentionHeads = 12, FeedForwardSize = 3_072)]
    public abstract Policy Blank(Policy @base);

    [DemonstrationsFile(Path = "charts/captions.parquet", ImageFields = ["image"], ImageFolder = "charts/images", AllowWebP = true)]
    public abstract Demonstrations Captions();

    [DemonstrationsFile(Path = "charts/dialogues.parquet", Layout = DemonstrationLayout.Messages, EveryReply = true, ImageFields = ["image"],
        ImageFolder = "charts/images", AllowWebP = true)]
    public abstract Demonstrations Dialogues();

    [ProblemsFile(Path = "charts/questions.parquet", PromptField = "query", AnswerField = "label", ImageFields = ["image"], TagFields = ["kind"])]
    public abstract PromptSet Questions();

    [ProblemsFile(Path = "mathvista/testmini.parquet", Layout = ProblemLayout.MathVista, Benchmark = Benchmark.MathVista)]
    public abstract PromptSet MathVista();

    [FineTune(Steps = 2_000, BatchSize = 32, LearningRate = 1e-3, Trains = TrainedParts.Projector, MicroBatchTokens = 16_384)]
    public abstract Policy Joined(Policy blank, [From(nameof(Captions))] Demonstrations examples);

    [FineTune(Steps = 4_000, BatchSize = 32, LearningRate = 2e-5, MicroBatchTokens = 16_384, RecomputeActivations = true)]
    public abstract Policy Talking(Policy joined, [From(nameof(Dialogues))] Demonstrations examples);

    [Reinforce(Iterations = 150, LearningRate = 1e-6, MaxResponseTokens = 384, MicroBatchTokens = 16_384, RecomputeActivations = true)]
    [Grpo(Beta = 0.02), Reward<Relaxed>, FormatReward(Pattern = "Answer: .+$", Weight = 0.1)]
    public abstract Policy Reading(Policy talking, [From(nameof(Questions))] PromptSet problems);

    [Evaluate(MaxResponseTokens = 384)]
    [MathReward]
    public abstract Evaluation Report(Policy talking, Policy reading, [From(nameof(MathVista))] PromptSet problems);
}

/// <summary>Numbers within five per cent, other answers regardless of case, as readers of charts are judged.</summary>
public sealed class Relaxed : IReward<MathProblem>
{
    private const double Allowed = 0.05;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var given = AfterMarker(rollout.Text);
        var right = (Number(given), Number(problem.Answer)) switch
        {
            ({ } value, { } expected) => Math.Abs(value - expected) <= Allowed * Math.Abs(expected),
            (_, null) => given.Equals(problem.Answer.Trim(), StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        return new(Verdict.Of(right));
    }

    private static string AfterMarker(string text) => text.LastIndexOf("Answer:", StringComparison.Ordinal) switch
    {
        < 0 => "",
        var place => text[(place + 7)..].Trim(),
    };

    private static double? Number(string text)
    {
        var plain = text.Trim().TrimEnd('%').Replace(",", "", StringComparison.Ordinal);
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }
}
