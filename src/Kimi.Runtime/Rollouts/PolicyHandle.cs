using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// A policy as a stage holds it: what makes tokens of prompts, and the versions that it publishes to executors. Its weights are in this process only once
/// something here needs them, and training waits until no order uses them.
/// </summary>
public sealed class PolicyHandle : ICheckpointed, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Lazy<LoadedPolicy> _weights;
    private readonly Action<PolicyHandle> _closed;
    private readonly string _origin;
    private TaskCompletionSource _unused = new();
    private string _folder;
    private PublishedPolicy? _published;
    private int _leases;

    internal PolicyHandle(string name, string folder, Func<LoadedPolicy> load, Action<PolicyHandle> closed)
        : this(name, Torch.Models.Tokenizer.Load(folder), TransformerConfig.Load(folder), folder, new(load), closed)
    {
    }

    internal PolicyHandle(string name, LoadedPolicy policy, Action<PolicyHandle> closed)
        : this(name, policy.Tokenizer, policy.Model.Config, "", new(policy), closed) => _ = _weights.Value;

    private PolicyHandle(
        string name, ITokenizer tokenizer, TransformerConfig config, string folder, Lazy<LoadedPolicy> weights, Action<PolicyHandle> closed)
    {
        (Name, Tokenizer, Config, _origin, _folder, _weights, _closed) = (name, tokenizer, config, folder, folder, weights, closed);
    }

    /// <summary>Its name among the policies of this process.</summary>
    public string Name { get; }

    /// <summary>Its tokenizer.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>Its shape.</summary>
    public TransformerConfig Config { get; }

    /// <summary>Its weights, loaded when first asked for.</summary>
    /// <exception cref="KimiException">The folder is no checkpoint, or the device is not there.</exception>
    public LoadedPolicy Weights => _weights.Value;

    /// <summary>Publishes the weights as they are; executors can use them until they are changed.</summary>
    /// <param name="version">The version.</param>
    public PublishedPolicy Publish(int version)
    {
        lock (_lock)
        {
            if (_published?.Version != version)
                _published = new(Name, version);
            return _published;
        }
    }

    /// <summary>Puts the published weights into a folder, for executors that do not see this process's memory; once for each version.</summary>
    /// <returns>The published policy, with folder and hash.</returns>
    public PublishedPolicy PublishFolder()
    {
        lock (_lock)
        {
            var published = _published ?? throw new InvalidOperationException("publish a version first");
            if (published.Folder.Length > 0)
                return published;
            if (_folder.Length == 0)
            {
                _folder = Directory.CreateTempSubdirectory("kimi-policy-").FullName;
                Weights.Save(_folder);
            }

            return _published = published with { Folder = Path.GetFullPath(_folder), Hash = FolderHash.Of(_folder) };
        }
    }

    /// <summary>Withdraws what was published and waits until no order uses the weights, so that they can be changed.</summary>
    /// <param name="deadline">How long to wait.</param>
    /// <param name="time">Measures that.</param>
    /// <exception cref="KimiException">An order still uses them then.</exception>
    public async Task WithdrawAsync(TimeSpan deadline, TimeProvider time)
    {
        Task unused;
        lock (_lock)
        {
            _published = null;
            DropFolder();
            if (_leases == 0)
                return;
            unused = _unused.Task;
        }

        try
        {
            await unused.WaitAsync(deadline, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new KimiException(
                $"an order still samples from {Name} {deadline.TotalSeconds:0.###} s after all of its responses were there, so it cannot be trained: "
                + "look for an executor that ignores cancellation, or raise Kimi:RolloutDeadlineSeconds");
        }
    }

    /// <summary>Writes the policy as a Hugging Face folder.</summary>
    /// <param name="folder">The folder.</param>
    public Policy Save(string folder) => Weights.Save(folder);

    void ICheckpointed.Save(string folder) => Save(folder);

    /// <inheritdoc/>
    public void Load(string folder)
    {
        Weights.Load(folder);
        lock (_lock)
            DropFolder();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed(this);
        lock (_lock)
            DropFolder();
        if (_weights.IsValueCreated)
            _weights.Value.Dispose();
    }

    internal PolicyLease Lease(int version)
    {
        lock (_lock)
        {
            if (_published?.Version != version)
                throw new KimiException($"version {version} of {Name} is gone: its weights have been trained since");
            if (_leases++ == 0)
                _unused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var given = 0;
        return new(Weights, () =>
        {
            if (Interlocked.Exchange(ref given, 1) == 1)
                return;
            lock (_lock)
            {
                if (--_leases == 0)
                    _unused.SetResult();
            }
        });
    }

    // The weights differ from every folder from here on.
    private void DropFolder()
    {
        if (_folder.Length > 0 && _folder != _origin)
            Directory.Delete(_folder, recursive: true);
        _folder = "";
    }
}
