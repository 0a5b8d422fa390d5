// Form: a sampler with two counts, which one record holds
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("state-in-one-file")]
public abstract partial class StateInOneFile
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
    [Sampler<Paced>]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>What it counts.</summary>
public sealed record Counts(int Short, int Long);

/// <summary>Paces itself.</summary>
public sealed class Paced : ISampler, ICheckpointed
{
    private Counts _counts = new(0, 0);

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        _counts = problem.Level < 3 ? _counts with { Short = _counts.Short + 1 } : _counts with { Long = _counts.Long + 1 };
        return 1.0 / (1 + (problem.Level < 3 ? _counts.Short : _counts.Long));
    }

    /// <inheritdoc/>
    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, "counts.json"), JsonSerializer.Serialize(_counts));

    /// <inheritdoc/>
    public void Load(string folder) => _counts = JsonSerializer.Deserialize<Counts>(File.ReadAllText(Path.Combine(folder, "counts.json")))!;
}
