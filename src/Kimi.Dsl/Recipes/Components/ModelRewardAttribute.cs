namespace Kimi.Dsl;

/// <summary>
/// Has responses judged by the <see cref="RewardModel"/> that the stage takes behind its inputs (paper 2.3.5): a classic one gives the probability that the
/// response is correct, a chain-of-thought one gives 1 or 0 by the verdict it writes.
/// </summary>
/// <remarks>
/// All responses of an iteration are judged together, in an order that does not depend on time, so a run repeats bit for bit. A verdict that cannot be
/// read is <see cref="Verdict.Unscorable"/>. The time limit counts for each response: n of them may take n times as long.
/// </remarks>
[TakesRewardModel]
public sealed class ModelRewardAttribute : RewardAttribute<IModelReward>;

/// <summary>What executes <see cref="ModelRewardAttribute"/>; replaceable through dependency injection.</summary>
public interface IModelReward : IReward<MathProblem>;
