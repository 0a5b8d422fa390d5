// Form: a file that is sorted from easy to hard: a transform makes levels of places, and the window rises over them
using Kimi.Dsl;

namespace Acme.Curriculum;

[Recipe("sorted-curriculum", Seed = 8)]
[Sampling(MaxResponseTokens = 1_536)]
public abstract partial class CurriculumByPlaceInFile
{
    private const int Levels = 10;
    private const int HeldOutEvery = 25;

    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Instruct();

    /// <summary>Sorted by how often a model of 7 billion weights failed.</summary>
    [ProblemsFile(Path = "data/sorted-by-failures.jsonl.gz", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Sorted();

    [Transform]
    public static PromptSet Graded(PromptSet sorted) =>
        new([.. sorted.Select((problem, place) => problem with { Level = 1 + (place * Levels / sorted.Count) })]);

    [Transform]
    public static PromptSet Train(PromptSet graded) => new([.. graded.Where((_, place) => place % HeldOutEvery != 0)]);

    [Transform]
    public static PromptSet HeldOut(PromptSet graded) => new([.. graded.Where((_, place) => place % HeldOutEvery == 0)]);

    [Reinforce(
        Iterations = 200, PromptsPerIteration = 96, SamplesPerPrompt = 6, StepsPerIteration = 3, LearningRate = 2e-6, WarmupIterations = 5,
        MicroBatchTokens = 12_288)]
    [MirrorDescent(Baseline = Baseline.LeaveOneOut)]
    [CurriculumSampler(Width = 3, StartLevel = 2, UntilIteration = 140)]
    [PrioritizedSampler(Smoothing = 6, Floor = 0.1)]
    [MathReward]
    public abstract Policy Rising(Policy instruct, PromptSet train);

    /// <summary>The same without an order, for comparison.</summary>
    [Reinforce(
        Iterations = 200, PromptsPerIteration = 96, SamplesPerPrompt = 6, StepsPerIteration = 3, LearningRate = 2e-6, WarmupIterations = 5,
        MicroBatchTokens = 12_288)]
    [MirrorDescent(Baseline = Baseline.LeaveOneOut)]
    [UniformSampler]
    [MathReward]
    public abstract Policy Mixed(Policy instruct, PromptSet train);

    [Evaluate(SamplesPerPrompt = 8)]
    [MathReward]
    public abstract Evaluation ByLevel(Policy instruct, Policy rising, Policy mixed, PromptSet heldOut);
}
