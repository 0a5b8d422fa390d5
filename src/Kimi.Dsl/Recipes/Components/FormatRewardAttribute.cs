using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Kimi.Dsl;

/// <summary>Scores 1 when the response has a given form, else 0. It decides whether the response is correct only if no other reward does.</summary>
public sealed class FormatRewardAttribute : RewardAttribute<IFormatReward>
{
    /// <summary>
    /// The form, as a regular expression (.NET's, without backreferences and lookarounds, so that its time is linear) that the response matches somewhere;
    /// write <c>^…$</c> for all of it. Default: <c>#.+$</c>, an answer after the marker.
    /// </summary>
    [MinLength(1)]
    [LinearPattern]
    [WrittenByThePolicy]
    [StringSyntax(StringSyntaxAttribute.Regex)]
    [IgnoredOn(
        typeof(EvaluateAttribute), typeof(CuratePromptsAttribute), typeof(SampleLongCotAttribute), typeof(SamplePreferencesAttribute),
        typeof(SampleQuestionAnswersAttribute), typeof(SampleShortestAttribute), typeof(SelectPolicyAttribute),
        Beside = [typeof(ExactAnswerRewardAttribute), typeof(MathRewardAttribute), typeof(TestCaseRewardAttribute), typeof(ModelRewardAttribute),
            typeof(ServedJudgeAttribute)],
        Because = "counts correct responses, and other rewards decide which are")]
    [DefaultValue("#.+$")]
    public string Pattern { get; set; } = "#.+$";

    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>What executes <see cref="FormatRewardAttribute"/>; replaceable through dependency injection.</summary>
public interface IFormatReward : IReward<Problem>;
