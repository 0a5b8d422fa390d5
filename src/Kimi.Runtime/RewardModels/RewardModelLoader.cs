using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;

namespace Kimi.Runtime.RewardModels;

/// <summary>Loads reward models onto the device of the run.</summary>
/// <param name="policies">Loads model and tokenizer.</param>
/// <param name="engine">Writes critiques.</param>
internal sealed class RewardModelLoader(PolicyLoader policies, IRolloutEngine engine)
{
    /// <summary>Loads a reward model.</summary>
    /// <param name="rewardModel">The reward model.</param>
    /// <exception cref="KimiException">A file is missing or broken.</exception>
    public ResponseJudge Load(RewardModel rewardModel)
    {
        var settings = RewardModelSettings.Load(rewardModel.Folder);
        var policy = policies.Load(new Policy(rewardModel.Folder));
        try
        {
            return settings switch
            {
                RewardModelSettings.Classic classic => new ClassicJudge(policy, ValueHead.Load(rewardModel.Folder, policy.Model), classic),
                RewardModelSettings.ChainOfThought critic => new CriticJudge(policy, engine, critic),
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
