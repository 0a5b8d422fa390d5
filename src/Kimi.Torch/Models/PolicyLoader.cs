using Kimi.Dsl;
using Kimi.Torch.Native;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Models;

/// <summary>Loads policies onto the device of the run.</summary>
/// <param name="device">The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
/// <param name="precision">The number format of matrix multiplications.</param>
public sealed class PolicyLoader(string device, Precision precision)
{
    /// <summary>Loads a policy's model and tokenizer.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="KimiException">The folder is no checkpoint, or the device is not there.</exception>
    public LoadedPolicy Load(Policy policy) => Load(policy, config => config);

    /// <summary>Loads a policy's model and tokenizer under another context or rotary base.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="adapt">The configuration to use, made of the one in its folder; of the same weights.</param>
    /// <exception cref="KimiException">The folder is no checkpoint, or the device is not there.</exception>
    public LoadedPolicy Load(Policy policy, Func<TransformerConfig, TransformerConfig> adapt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Load(policy, Tokenizer.Load(policy.Folder), adapt);
    }

    /// <summary>Loads the model of a policy whose tokenizer is read already.</summary>
    internal LoadedPolicy Load(Policy policy, ITokenizer tokenizer) => Load(policy, tokenizer, config => config);

    private LoadedPolicy Load(Policy policy, ITokenizer tokenizer, Func<TransformerConfig, TransformerConfig> adapt)
    {
        LibTorch.Load();
        var model = Transformer.Load(policy.Folder, ComputeDevice.Parse(device), adapt, precision);
        if (tokenizer.VocabularySize > model.Config.VocabSize)
        {
            model.Dispose();
            throw new KimiException(
                $"the tokenizer in {policy.Folder} has {tokenizer.VocabularySize} tokens and the model {model.Config.VocabSize}: "
                + "use the tokenizer the model was trained with");
        }

        return new(model, tokenizer);
    }
}
