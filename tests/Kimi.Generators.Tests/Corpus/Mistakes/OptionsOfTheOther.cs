// Stack: slime
// Kind: the class of a penalty takes the options of another penalty
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("options-of-the-other")]
public abstract partial class OptionsOfTheOther
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
    [SoftOverlong(Buffer = 32)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Takes something off responses that come near the limit.</summary>
public sealed class SoftOverlongAttribute : PenaltyAttribute<SoftOverlong>
{
    /// <summary>How near. Default: 16.</summary>
    public int Buffer { get; set; } = 16;
}

/// <summary>Takes something off responses that reach the limit.</summary>
public sealed class HardOverlongAttribute : PenaltyAttribute<HardOverlong>
{
    /// <summary>How near. Default: 0.</summary>
    public int Buffer { get; set; }
}

/// <summary>The soft one.</summary>
public sealed class SoftOverlong : IPenalty
{
    private readonly int _buffer;

    /// <summary>With its options.</summary>
    /// <param name="options">The options.</param>
    public SoftOverlong(HardOverlongAttribute options) => _buffer = options.Buffer; //! KIMI8004

    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        [.. group.Select(one => one.Length + _buffer > group.MaxLength ? -0.1 : 0)];
}

/// <summary>The hard one.</summary>
/// <param name="options">Its options.</param>
public sealed class HardOverlong(HardOverlongAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress) =>
        [.. group.Select(one => one.Length + options.Buffer > group.MaxLength ? -0.5 : 0)];
}
