using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Scores 1 when what follows the last answer marker of the response equals the problem's answer, else 0 (paper 2.3.5, rule-based).</summary>
[Requires(Fact.Answers)]
public sealed class ExactAnswerRewardAttribute : RewardAttribute<IExactAnswerReward>
{
    /// <summary>The text after which the response states its answer. Default: <c>#</c>.</summary>
    [MinLength(1)]
    [WrittenByThePolicy]
    [AnswerForm]
    [DefaultValue("#")]
    public string Marker { get; set; } = "#";
}

/// <summary>What executes <see cref="ExactAnswerRewardAttribute"/>; replaceable through dependency injection.</summary>
public interface IExactAnswerReward : IReward<MathProblem>;
