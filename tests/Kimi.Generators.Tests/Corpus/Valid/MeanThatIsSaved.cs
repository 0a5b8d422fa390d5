// Form: a penalty keeps a running mean, and checkpoints have it
using Kimi.Dsl;
using System.Globalization;

namespace Acme;

[Recipe("mean-that-is-saved")]
public abstract partial class MeanThatIsSaved
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Penalty<AboveTheMeanSoFar>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes something off responses longer than those so far.</summary>
public sealed class AboveTheMeanSoFar : IPenalty, ICheckpointed
{
    private const string File = "mean.txt";

    /// <summary>The mean length so far.</summary>
    public double Mean { get; private set; } = 32;

    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        Mean = (0.9 * Mean) + (0.1 * group.Average(one => one.Length));
        return [.. group.Select(one => one.Length > Mean ? -0.1 : 0)];
    }

    /// <inheritdoc/>
    public void Save(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, File), Mean.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Load(string folder) => Mean = double.Parse(System.IO.File.ReadAllText(Path.Combine(folder, File)), CultureInfo.InvariantCulture);
}
