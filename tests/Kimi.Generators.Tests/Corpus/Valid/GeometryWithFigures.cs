// Form: a policy that sees: the projector first, then everything, then reinforcement on figures, and MathVista at the end
using Kimi.Dsl;

namespace Acme.Geometry;

[Recipe("geometry-with-figures", Seed = 64)]
[Sampling(MaxResponseTokens = 1_536)]
public abstract partial class GeometryWithFigures
{
    [LoadPolicy("models/llava-interleave-qwen-0.5b")]
    public abstract Policy Llava();

    [DemonstrationsFile(
        Path = "data/captions.jsonl", Layout = DemonstrationLayout.ShareGpt, ImageFields = ["image"], ImageFolder = "data/captions", Count = 100_000,
        Shuffle = true)]
    public abstract Demonstrations Captions();

    [FineTune(Steps = 780, BatchSize = 128, LearningRate = 1e-3, WarmupSteps = 24, Trains = TrainedParts.Projector, MicroBatchTokens = 32_768)]
    public abstract Policy Aligned(Policy llava, Demonstrations captions);

    [DemonstrationsFile(
        Path = "data/figures.jsonl", Layout = DemonstrationLayout.Messages, ImageFields = ["figures"], ImageFolder = "data/figures", AllowWebP = true)]
    public abstract Demonstrations Worked();

    [FineTune(Steps = 1_200, BatchSize = 32, LearningRate = 1e-5, DecayFraction = 0.9, Decay = LearningRateDecay.Cosine, MicroBatchTokens = 16_384)]
    public abstract Policy Taught(Policy aligned, Demonstrations worked);

    [ProblemsFile(Path = "data/geometry3k/train.parquet", Layout = ProblemLayout.Verl, ImageFields = ["images"])]
    public abstract PromptSet Geometry();

    [ProblemsFile(Path = "data/mathvista/testmini.parquet", Layout = ProblemLayout.MathVista, Benchmark = Benchmark.MathVista)]
    public abstract PromptSet MathVista();

    /// <summary>MathVista as messages, figures in their places.</summary>
    [Transform]
    public static PromptSet MathVistaAsked(PromptSet mathVista) => new([.. mathVista.Select(AsMessage)]);

    [Reinforce(
        Iterations = 60, PromptsPerIteration = 128, SamplesPerPrompt = 5, StepsPerIteration = 2, LearningRate = 1e-6, MicroBatchTokens = 24_576,
        RecomputeActivations = true)]
    [Grpo(Beta = 0.01)]
    [MathReward]
    [FormatReward(Pattern = @"\\boxed\{.+\}", Weight = 0.1)]
    public abstract Policy Seeing(Policy taught, PromptSet geometry);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy llava, Policy taught, Policy seeing, PromptSet mathVistaAsked);

    private static Problem AsMessage(Problem problem) => problem.Prompt is Prompt.Continuation { Parts: var parts }
        ? problem with { Prompt = new Prompt.Conversation([new(MessageRole.User, [.. parts, new PromptPart.Text("\nAnswer in \\boxed{}.")])]) }
        : problem;
}
