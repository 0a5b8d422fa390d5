using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.RewardModels;

/// <summary>Loads reward models onto the device of the run.</summary>
/// <param name="policies">Gives model and tokenizer.</param>
/// <param name="sampler">Samples critiques.</param>
internal sealed class RewardModelLoader(PolicySource policies, RolloutSampler sampler)
{
    /// <summary>Loads a reward model.</summary>
    /// <param name="rewardModel">The reward model.</param>
    /// <exception cref="KimiException">A file is missing or broken.</exception>
    public ResponseJudge Load(RewardModel rewardModel)
    {
        var settings = RewardModelSettings.Load(rewardModel.Folder);
        var policy = policies.OpenFrozen(new Policy(rewardModel.Folder) { Origin = rewardModel.Origin });
        try
        {
            return settings switch
            {
                RewardModelSettings.Classic classic => new ClassicJudge(policy, ValueHead.Load(rewardModel.Folder, policy.Weights.Model), classic),
                RewardModelSettings.ChainOfThought critic => new CriticJudge(policy, sampler, critic),
                _ => throw new InvalidOperationException($"{settings.GetType().Name} is a new kind of reward model: say how it judges here"),
            };
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }
}
