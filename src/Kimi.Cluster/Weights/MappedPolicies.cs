using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Runtime.Settings;
using Kimi.Torch.Files;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.Options;

namespace Kimi.Cluster.Weights;

/// <summary>The policies of a worker: it maps a version when an order first names it, and lets go of the one before.</summary>
/// <param name="options">The device and the number format.</param>
/// <param name="images">Has the images of prompts.</param>
internal sealed class MappedPolicies(IOptions<KimiOptions> options, IImageStore images) : IPolicySource, IDisposable
{
    private PublishedPolicy? _published;
    private LoadedPolicy? _policy;

    /// <inheritdoc/>
    // The one caller is the worker's thread, which executes orders one after the other.
    public PolicyLease Resolve(PublishedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy != _published)
        {
            var tokenizer = policy.Name == _published?.Name ? _policy?.Tokenizer : null;
            Dispose();
            _policy = Map(policy, tokenizer);
            _published = policy;
        }

        return new(_policy!, () => { });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _policy?.Dispose();
        (_policy, _published) = (null, null);
    }

    private LoadedPolicy Map(PublishedPolicy policy, ITokenizer? tokenizer)
    {
        if (FolderHash.Of(policy.Folder) is var hash && hash != policy.Hash)
        {
            throw new KimiException(
                $"version {policy.Version} of {policy.Name} in '{policy.Folder}' has hash {hash} and was published with {policy.Hash}: "
                + "find out who writes there, then run again, which goes on from the last checkpoint");
        }

        var settings = options.Value;
        var model = Transformer.Map(policy.Folder, ComputeDevice.Parse(settings.Device), settings.Precision);
        return new(model, tokenizer ?? Tokenizer.Load(policy.Folder)) { Images = CheckpointFolder.Images(policy.Folder, model.Config, images) };
    }
}
