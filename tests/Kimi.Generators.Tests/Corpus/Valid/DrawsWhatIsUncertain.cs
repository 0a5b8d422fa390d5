// Form: a sampler of the team that prefers what is solved about half the time, with options and a bonus for the untried
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme;

[Recipe("draws-what-is-uncertain")]
public abstract partial class DrawsWhatIsUncertain
{
    [Problems<AdditionProblems>(Count = 8_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 500, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer]
    public abstract Policy Initial();

    [FineTune(Steps = 300)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 100)]
    [MirrorDescent(Baseline = Baseline.LeaveOneOut)]
    [UncertainSampler(Optimism = 1.5, Least = 0.02)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy longCot, PromptSet heldOut);
}

/// <summary>Prefers problems of uncertain outcome.</summary>
public sealed class UncertainSamplerAttribute : SamplerAttribute<UncertainSampler>
{
    /// <summary>How much few attempts count as uncertainty.</summary>
    [Range(0.0, 10.0)]
    [DefaultValue(1.0)]
    public double Optimism { get; set; } = 1;

    /// <summary>The lowest weight of all.</summary>
    [Range(1e-6, 1.0)]
    [DefaultValue(0.01)]
    public double Least { get; set; } = 0.01;
}

/// <summary>The variance of a coin with the problem's success rate, plus what few attempts leave open.</summary>
/// <param name="options">Its options.</param>
public sealed class UncertainSampler(UncertainSamplerAttribute options) : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => history switch
    {
        { Attempts: 0 } => 0.25 + options.Optimism,
        (var attempts, var successes) => Math.Max(options.Least, Variance((double)successes / attempts) + (options.Optimism / Math.Sqrt(attempts + 1))),
    };

    private static double Variance(double rate) => rate * (1 - rate);
}
