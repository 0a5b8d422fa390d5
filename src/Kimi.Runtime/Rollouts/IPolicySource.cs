using System.Collections.Concurrent;
using Kimi.Dsl;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>Gives executors the policies that orders name.</summary>
public interface IPolicySource
{
    /// <summary>A policy of this process, whose weights nobody changes until the lease is given back.</summary>
    /// <param name="policy">The policy and its version.</param>
    /// <exception cref="KimiException">This process does not hold that version (any more), or its folder is no checkpoint.</exception>
    PolicyLease Resolve(PublishedPolicy policy);
}

/// <summary>The policies that stages of this process hold.</summary>
internal sealed class PolicyHandles : IPolicySource
{
    private readonly ConcurrentDictionary<string, PolicyHandle> _handles = new(StringComparer.Ordinal);
    private int _opened;

    /// <inheritdoc/>
    public PolicyLease Resolve(PublishedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return _handles.TryGetValue(policy.Name, out var handle)
            ? handle.Lease(policy.Version)
            : throw new KimiException($"this process does not hold the policy {policy.Name}: execute the order in the process that does");
    }

    /// <summary>Adds a handle, which is made with its name and what to call when it is closed.</summary>
    public PolicyHandle Add(Func<string, Action<PolicyHandle>, PolicyHandle> create)
    {
        var handle = create(
            $"policy {Interlocked.Increment(ref _opened)} of process {Environment.ProcessId}", closed => _handles.TryRemove(closed.Name, out _));
        _handles[handle.Name] = handle;
        return handle;
    }
}

/// <summary>The right to use a policy's weights as they are.</summary>
public sealed class PolicyLease : IDisposable
{
    private readonly Action _giveBack;

    internal PolicyLease(LoadedPolicy policy, Action giveBack) => (Policy, _giveBack) = (policy, giveBack);

    /// <summary>The policy.</summary>
    public LoadedPolicy Policy { get; }

    /// <summary>Gives the weights back.</summary>
    public void Dispose() => _giveBack();
}
