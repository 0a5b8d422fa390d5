using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>Opens the policies of a stage, under names by which executors of this process find their weights.</summary>
public sealed class PolicySource
{
    private readonly PolicyHandles _handles;
    private readonly PolicyLoader _loader;

    internal PolicySource(PolicyHandles handles, PolicyLoader loader) => (_handles, _loader) = (handles, loader);

    /// <summary>Opens a policy that is to be trained. Its weights are loaded when something of this process first needs them.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">The folder is no checkpoint.</exception>
    public PolicyHandle Open(Policy policy) => Open(policy, isFrozen: false);

    /// <summary>
    /// Opens a policy that is only read. Its weights are loaded when something of this process first needs them, in the number format of matrix
    /// multiplications.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">The folder is no checkpoint.</exception>
    public PolicyHandle OpenFrozen(Policy policy) => Open(policy, isFrozen: true);

    /// <summary>Holds a policy that is in memory already; it is disposed of with the handle.</summary>
    /// <param name="policy">The policy.</param>
    public PolicyHandle Hold(LoadedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return _handles.Add((name, closed) => new PolicyHandle(name, policy, closed));
    }

    private PolicyHandle Open(Policy policy, bool isFrozen)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return _handles.Add((name, closed) => new PolicyHandle(name, policy.Folder, tokenizer => _loader.Load(policy, tokenizer, isFrozen), closed)
        {
            Origin = policy.Origin,
        });
    }
}
