using Kimi.Dsl;
using Kimi.Torch.Native;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Models;

/// <summary>Loads policies onto the device of the run.</summary>
/// <param name="device">The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
/// <param name="precision">The number format of matrix multiplications.</param>
/// <param name="adapter">The adapter that is trained instead of all weights; null for none.</param>
/// <param name="seed">The seed of a new adapter.</param>
/// <param name="sharing">Other processes that take a share of the gradients of what is trained; null for none.</param>
/// <param name="images">Has the images of prompts; null where only texts are asked.</param>
public sealed class PolicyLoader(
    string device,
    Precision precision,
    LowRankShape? adapter = null,
    ulong seed = 0,
    IGradientSharing? sharing = null,
    IImageStore? images = null)
{
    /// <summary>Whether a policy has an adapter beside its weights.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">The adapter is of a kind that is not supported.</exception>
    public static bool HasAdapter(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return AdapterFiles.ReadShape(policy.Folder) is not null;
    }

    /// <summary>Loads a policy's model and tokenizer, to be trained.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">The folder is no checkpoint, or the device is not there.</exception>
    public LoadedPolicy Load(Policy policy) => Load(policy, config => config);

    /// <summary>Loads a policy's model and tokenizer, to be trained, under another context or rotary base.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="adapt">The configuration to use, made of the one in its folder; of the same weights.</param>
    /// <exception cref="KimiException">The folder is no checkpoint, or the device is not there.</exception>
    public LoadedPolicy Load(Policy policy, Func<TransformerConfig, TransformerConfig> adapt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Load(policy, Tokenizer.Load(policy.Folder), () => LoadTrained(policy, adapt));
    }

    /// <summary>Loads a policy's model and tokenizer, to be read only: with weights in the number format of matrix multiplications.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">The folder is no checkpoint, or the device is not there.</exception>
    public LoadedPolicy LoadFrozen(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Load(policy, Tokenizer.Load(policy.Folder), isFrozen: true);
    }

    /// <summary>Loads the model of a policy whose tokenizer is read already.</summary>
    internal LoadedPolicy Load(Policy policy, ITokenizer tokenizer, bool isFrozen) => Load(policy, tokenizer, () => isFrozen
        ? Transformer.LoadFrozen(policy.Folder, ComputeDevice.Parse(device), precision)
        : LoadTrained(policy, config => config));

    private Transformer LoadTrained(Policy policy, Func<TransformerConfig, TransformerConfig> adapt)
    {
        var model = adapter is null
            ? Transformer.Load(policy.Folder, ComputeDevice.Parse(device), adapt, precision)
            : Transformer.LoadWithAdapter(policy.Folder, adapter, seed, ComputeDevice.Parse(device), adapt, precision);
        if (sharing is not null)
            model.Share(sharing);
        return model;
    }

    private LoadedPolicy Load(Policy policy, ITokenizer tokenizer, Func<Transformer> load)
    {
        LibTorch.Load();
        var model = load();
        try
        {
            if (tokenizer.VocabularySize > model.Config.VocabSize)
            {
                throw new KimiException(
                    $"the tokenizer in {policy.Folder} has {tokenizer.VocabularySize} tokens and the model {model.Config.VocabSize}: "
                    + "use the tokenizer the model was trained with");
            }

            return new(model, tokenizer) { Images = CheckpointFolder.Images(policy.Folder, model.Config, images) };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
