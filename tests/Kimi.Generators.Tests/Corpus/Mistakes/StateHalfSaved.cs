// Stack: Megatron
// Kind: a sampler has two counts and saves one
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("state-half-saved")]
public abstract partial class StateHalfSaved
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
    [Sampler<Pacing>]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Goes on to longer problems when short ones were drawn often enough.</summary>
public sealed class Pacing : ISampler, ICheckpointed
{
    private int _short;
    private int _long; //! KIMI8003

    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        if (problem.Level < 3)
            return ++_short > 10_000 ? 0.1 : 1;
        return ++_long > 10_000 ? 0.5 : _short / 10_000.0;
    }

    /// <inheritdoc/>
    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, "short.txt"), _short.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Load(string folder) => _short = int.Parse(File.ReadAllText(Path.Combine(folder, "short.txt")), CultureInfo.InvariantCulture);
}
