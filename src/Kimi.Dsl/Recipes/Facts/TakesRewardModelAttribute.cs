namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a reward, that it judges by a <see cref="RewardModel"/>: the stage that it is on takes one, after the inputs that the
/// stage's attribute declares (KIMI4010, KIMI4011), and the reward's constructor receives it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesRewardModelAttribute : Attribute;
