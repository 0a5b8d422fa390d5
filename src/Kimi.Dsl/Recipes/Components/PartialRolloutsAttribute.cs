using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Partial rollouts (paper 2.6.2): a response grows by at most <see cref="TokenBudget"/> tokens per iteration. An unfinished one then waits in the replay
/// buffer and continues in the next iteration, ahead of fresh prompts, so that one long response does not hold up all others. A group trains in the iteration
/// in which the last of its responses is finished.
/// </summary>
[ProductAtMost(
    [nameof(ReinforceAttribute.MaxResponseTokens)], [nameof(TokenBudget), nameof(MaxAge)], AddedToLast = 1,
    Because = "the longest responses are dropped before they are finished")]
public sealed class PartialRolloutsAttribute : RolloutRuleAttribute<IPartialRollouts>
{
    /// <summary>For <see cref="MaxSegmentAge"/>: every segment counts in the loss.</summary>
    public const int AllSegments = int.MaxValue;

    /// <summary>For <see cref="MaxSegmentAge"/>: only what the current iteration's policy generated counts in the loss.</summary>
    public const int CurrentSegmentOnly = 0;

    /// <summary>The most tokens by which a response grows in one iteration. The paper gives no value. Default: 64.</summary>
    [Range(1, 10_000_000)]
    [Below(nameof(ReinforceAttribute.MaxResponseTokens), Because = "no response is ever cut by it")]
    [DefaultValue(64)]
    public int TokenBudget { get; set; } = 64;

    /// <summary>For how many iterations after its first a response may continue; then it is dropped and counted. Default: 16.</summary>
    [Range(1, 1_000_000)]
    [MattersWhen(nameof(MaxAge), Comparison.Below, Other = nameof(ReinforceAttribute.Iterations))]
    [DefaultValue(16)]
    public int MaxAge { get; set; } = 16;

    /// <summary>
    /// How many iterations old a segment may be and still count in the loss: <see cref="CurrentSegmentOnly"/>, <see cref="AllSegments"/>, or a number in
    /// between. The paper says that certain segments can be excluded, not which. Default: all of them.
    /// </summary>
    [Range(0, int.MaxValue)]
    [MattersWhen(nameof(MaxSegmentAge), Comparison.Below, Other = nameof(MaxAge))]
    [DefaultValue(AllSegments)]
    public int MaxSegmentAge { get; set; } = AllSegments;
}

/// <summary>What executes <see cref="PartialRolloutsAttribute"/>; replaceable through dependency injection.</summary>
public interface IPartialRollouts : IRolloutSchedule;
