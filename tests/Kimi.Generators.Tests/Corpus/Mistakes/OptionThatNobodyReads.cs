// Stack: SkyRL
// Kind: an option of a reward of the team is set, and the reward never reads it
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("option-that-nobody-reads")]
public abstract partial class OptionThatNobodyReads
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
    [ShortLines(Longest = 40)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ShortLines(Longest = 40)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Wants short lines.</summary>
public sealed class ShortLinesAttribute : RewardAttribute<ShortLines>
{
    /// <summary>The longest line. Default: 80.</summary>
    [Range(1, 1_000)]
    [DefaultValue(80)]
    public int Longest { get; set; } = 80; //! KIMI8014

    /// <summary>The marker. Default: #.</summary>
    [DefaultValue("#")]
    public string Marker { get; set; } = "#";
}

/// <summary>Judges lines.</summary>
/// <param name="options">The options.</param>
[ImplementationVersion(1)]
public sealed class ShortLines(ShortLinesAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.EndsWith(options.Marker + problem.Answer, StringComparison.Ordinal) && rollout.Text.Length < 80));
}
