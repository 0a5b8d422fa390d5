namespace Kimi.Dsl;

/// <summary>Adds to the rewards of a group.</summary>
public interface IPenalty
{
    /// <summary>What to add to each response's reward, weight included; negative penalises.</summary>
    /// <param name="group">The judged responses to one problem.</param>
    /// <param name="progress">How far the run has come.</param>
    /// <returns>One value per response, in the group's order.</returns>
    double[] Apply(RolloutGroup group, TrainingProgress progress);
}
