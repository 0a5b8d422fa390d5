// Form: a reward hands all its options on, and another class reads them
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("options-passed-on")]
public abstract partial class OptionsPassedOn
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
    public int Longest { get; set; } = 80;
}

/// <summary>Judges lines.</summary>
/// <param name="options">The options.</param>
[ImplementationVersion(1)]
public sealed class ShortLines(ShortLinesAttribute options) : IReward<MathProblem>
{
    private readonly LineRule _rule = new(options);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) && _rule.Allows(rollout.Text)));
}

/// <summary>What lines may be.</summary>
/// <param name="options">The options.</param>
public sealed class LineRule(ShortLinesAttribute options)
{
    /// <summary>Whether a text has only such lines.</summary>
    /// <param name="text">The text.</param>
    public bool Allows(string text) => text.Split('\n').All(line => line.Length <= options.Longest);
}
