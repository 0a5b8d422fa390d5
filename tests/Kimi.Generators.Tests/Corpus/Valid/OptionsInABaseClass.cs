// Form: a reward reads one option itself, and its base class the other
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("options-in-a-base-class")]
public abstract partial class OptionsInABaseClass
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
    [Bounded(Longest = 40, Shortest = 2)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Bounded(Longest = 40, Shortest = 2)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Wants bounds.</summary>
public sealed class BoundedAttribute : RewardAttribute<Bounded>
{
    /// <summary>The longest. Default: 80.</summary>
    [Range(1, 1_000)]
    [DefaultValue(80)]
    public int Longest { get; set; } = 80;

    /// <summary>The shortest. Default: 1.</summary>
    [Range(1, 1_000)]
    [DefaultValue(1)]
    public int Shortest { get; set; } = 1;
}

/// <summary>What has a least length.</summary>
/// <param name="options">The options.</param>
public abstract class AtLeast(BoundedAttribute options)
{
    /// <summary>Whether a text is long enough.</summary>
    /// <param name="text">The text.</param>
    protected bool IsLongEnough(string text) => options is { Shortest: var least } && text.Length >= least;
}

/// <summary>Judges lengths.</summary>
/// <param name="options">The options.</param>
[ImplementationVersion(1)]
public sealed class Bounded(BoundedAttribute options) : AtLeast(options), IReward<MathProblem>
{
    private readonly int _longest = options.Longest;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(IsLongEnough(rollout.Text) && rollout.Text.Length < _longest && rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal)));
}
