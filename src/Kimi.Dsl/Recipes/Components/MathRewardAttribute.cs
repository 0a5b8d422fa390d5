using System.ComponentModel;

namespace Kimi.Dsl;

/// <summary>
/// Scores 1 when the response's answer is mathematically the problem's, in any form, such as (a+2)(a-2) for a^2-4, else 0 (paper 2.3.5). The verdict's rule
/// says how the answer was found. What cannot be decided is unscorable. Of a box, #### and "final answer", what the response states last counts. Where the
/// problem has choices, the response's answer is the letter or the text of one; where it has decimals, numbers are compared to so many.
/// </summary>
[Requires(Fact.Answers)]
[OneOf(nameof(Boxed), nameof(Marked), nameof(Stated), nameof(LastLine), Because = "no answer is ever found")]
public sealed class MathRewardAttribute : RewardAttribute<IMathReward>
{
    /// <summary>Whether the last \boxed{…} or \fbox{…} is an answer. Default: true.</summary>
    [FindsAnswerBy(@"\boxed{}")]
    [DefaultValue(true)]
    public bool Boxed { get; set; } = true;

    /// <summary>Whether what follows the last #### is. Default: true.</summary>
    [FindsAnswerBy("####")]
    [DefaultValue(true)]
    public bool Marked { get; set; } = true;

    /// <summary>Whether sentences such as "the final answer is 5" and "Answer: 5" are. Default: true.</summary>
    [FindsAnswerBy("answer")]
    [DefaultValue(true)]
    public bool Stated { get; set; } = true;

    /// <summary>Whether the last line is, where no other answer is found. Default: true.</summary>
    [FindsAnswerBy("")]
    [DefaultValue(true)]
    public bool LastLine { get; set; } = true;
}

/// <summary>What executes <see cref="MathRewardAttribute"/>; replaceable through dependency injection.</summary>
public interface IMathReward : IReward<MathProblem>;
