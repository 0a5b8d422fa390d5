namespace Kimi.Dsl;

/// <summary>
/// Has responses judged by the <see cref="RewardModel"/> that the stage takes after its inputs (paper 2.3.5): a classic one gives the probability that the
/// response is correct, a chain-of-thought one gives 1 or 0 by the verdict it writes.
/// </summary>
/// <remarks>
/// All responses of an iteration are judged together, in an order that does not depend on timing, so a run is repeatable bit for bit. An unreadable verdict is
/// <see cref="Verdict.Unscorable"/>. The time limit applies to each response: n of them may take n times as long.
/// </remarks>
[TakesRewardModel]
public sealed class ModelRewardAttribute : RewardAttribute<IModelReward>;

/// <summary>What executes <see cref="ModelRewardAttribute"/>; replaceable through dependency injection.</summary>
public interface IModelReward : IBatchReward<MathProblem>;
