// Form: ranges of a team at their edges: its own attribute, an exclusive bound, one of several texts, a pattern, a length
using Kimi.Dsl;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("team-ranges-at-their-edges")]
public abstract partial class TeamRangesAtTheirEdges
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
    [Reviewed("plain-english", Share = 100, Quantile = 0.999, How = "strict", Rubrics = new[] { "sum", "form", "end" }, Endpoint = "https://judge.internal/v1")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reviewed("terse", Share = 0)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A whole number of percent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PercentAttribute() : RangeAttribute(0, 100);

/// <summary>Reviews.</summary>
/// <param name="style">The style.</param>
public sealed class ReviewedAttribute(string style) : RewardAttribute<Reviewed>
{
    /// <summary>The style.</summary>
    [RegularExpression("[a-z]+(-[a-z]+)*")]
    public string Style { get; set; } = style;

    /// <summary>A share.</summary>
    [Percent]
    public int Share { get; set; } = 10;

    /// <summary>A quantile.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Quantile { get; set; } = 0.9;

    /// <summary>How.</summary>
    [AllowedValues("strict", "lenient")]
    public string How { get; set; } = "lenient";

    /// <summary>By what.</summary>
    [Length(1, 3)]
    public string[] Rubrics { get; set; } = ["sum"];

    /// <summary>Where.</summary>
    [Url]
    public string Endpoint { get; set; } = "http://localhost";
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
public sealed class Reviewed(ReviewedAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(new Verdict.Scored(rollout.Text.EndsWith(problem.Answer, StringComparison.Ordinal) ? Earned(rollout) : 0, options.Endpoint));

    private double Earned(Rollout rollout)
    {
        var free = !rollout.Text.Contains(options.Style, StringComparison.Ordinal) && options.Rubrics.Length > 1;
        return options.How == "strict" && free ? options.Quantile : 1 - (options.Share / 100.0);
    }
}
