using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Stages;

/// <summary>Adds a policy's adapter to its weights: w ← w + (α/r)·B·A, in float32.</summary>
/// <param name="policies">Loads the policy, which merges its adapter.</param>
[ImplementationVersion(1)]
internal sealed class MergeAdapter(PolicyLoader policies) : IStage<MergeAdapterAttribute, Policy, Policy>
{
    public Task<Policy> RunAsync(MergeAdapterAttribute options, Policy input, StageContext context, CancellationToken cancellationToken)
    {
        if (!PolicyLoader.HasAdapter(input))
        {
            throw new KimiException(
                $"stage {context.StageName} merges an adapter, and {input.Origin} has none: put [Lora] on the stage that trains it, or leave this stage out");
        }

        using var policy = policies.Load(input);
        return Task.FromResult(policy.Save(context.OutputFolder));
    }
}
