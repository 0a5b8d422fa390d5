using Kimi.Dsl;
using Kimi.Torch.Files;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

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
    private readonly string _source;
    private TaskCompletionSource _unused = new();
    private string _folder;
    private PublishedPolicy? _published;
    private int _leases;
    private bool _isDisposed;

    internal PolicyHandle(string name, string folder, Func<ITokenizer, LoadedPolicy> load, Action<PolicyHandle> closed)
        : this(name, Torch.Tokenization.Tokenizer.Load(folder), folder, load, closed)
    {
    }

    internal PolicyHandle(string name, LoadedPolicy policy, Action<PolicyHandle> closed)
        : this(name, policy.Tokenizer, policy.Model.Config, "", new(policy), closed) => _ = _weights.Value;

    private PolicyHandle(string name, ITokenizer tokenizer, string folder, Func<ITokenizer, LoadedPolicy> load, Action<PolicyHandle> closed)
        : this(name, tokenizer, TransformerConfig.Load(folder), folder, new(() => load(tokenizer)), closed)
    {
    }

    private PolicyHandle(
        string name, ITokenizer tokenizer, TransformerConfig config, string folder, Lazy<LoadedPolicy> weights, Action<PolicyHandle> closed)
    {
        (Name, Tokenizer, Config, _source, _folder, _weights, _closed) = (name, tokenizer, config, folder, folder, weights, closed);
    }

    /// <summary>Its name among the policies of this process.</summary>
    public string Name { get; }

    /// <summary>The stage that made it; empty for one that no stage made.</summary>
    public string Origin { get; init; } = "";

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
                var folder = Directory.CreateTempSubdirectory("kimi-policy-").FullName;
                Weights.Save(folder);
                _folder = folder;
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

    void ICheckpointed.Save(string folder) => ((ICheckpointed)Weights).Save(folder);

    /// <inheritdoc/>
    public void Load(string folder)
    {
        Weights.Load(folder);
        lock (_lock)
            DropFolder();
    }

    /// <summary>Withdraws the policy, and frees its weights once no order uses them.</summary>
    public void Dispose()
    {
        _closed(this);
        lock (_lock)
        {
            if (_isDisposed)
                return;
            (_isDisposed, _published) = (true, null);
            if (_leases > 0)
                return;
        }

        Free();
    }

    internal PolicyLease Lease(int version)
    {
        var weights = Weights;
        lock (_lock)
        {
            if (_published?.Version != version)
                throw new KimiException($"version {version} of {Name} is gone: its weights have been trained since");
            if (_leases++ == 0)
                _unused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var given = 0;
        return new(weights, () =>
        {
            if (Interlocked.Exchange(ref given, 1) == 1)
                return;
            bool isLast;
            lock (_lock)
            {
                isLast = --_leases == 0;
                if (isLast)
                    _unused.SetResult();
                isLast &= _isDisposed;
            }

            if (isLast)
                Free();
        });
    }

    private void Free()
    {
        if (_weights.IsValueCreated)
            _weights.Value.Dispose();
        lock (_lock)
            DropFolder();
    }

    // The weights differ from every folder from here on.
    private void DropFolder()
    {
        try
        {
            if (_folder.Length > 0 && _folder != _source)
                Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Whoever cleans up temporary files may have been quicker.
        }

        _folder = "";
    }
}
