// Stack: verl
// Kind: partial credit is tuned on a reward of the team whose mode gives none
// Caught: build
using Kimi.Dsl;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Acme;

[Recipe("partial-credit-of-a-pass-or-fail")]
public abstract partial class PartialCreditOfAPassOrFail
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
    [RubricGrade(PartialCredit = 0.25)] //! KIMI5006
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [RubricGrade]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>How a rubric is read.</summary>
public enum RubricMode
{
    /// <summary>All or nothing.</summary>
    PassOrFail,

    /// <summary>By degrees.</summary>
    Graded,
}

/// <summary>Judges by a rubric.</summary>
public sealed class RubricGradeAttribute : RewardAttribute<RubricGrade>
{
    /// <summary>How the rubric is read. Default: all or nothing.</summary>
    [DefaultValue(RubricMode.PassOrFail)]
    public RubricMode Mode { get; set; }

    /// <summary>What a sum that is off by one digit earns. Default: 0.5.</summary>
    [Range(0.0, 1.0)]
    [MattersWhen(nameof(Mode), Comparison.EqualTo, RubricMode.Graded)]
    [DefaultValue(0.5)]
    public double PartialCredit { get; set; } = 0.5;
}

/// <summary>The judge.</summary>
/// <param name="options">Its options.</param>
public sealed class RubricGrade(RubricGradeAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..];
        if (said == problem.Answer)
            return new(new Verdict.Scored(1));
        var near = options.Mode == RubricMode.Graded && said.Length == problem.Answer.Length;
        return new(new Verdict.Scored(near ? options.PartialCredit : 0));
    }
}
