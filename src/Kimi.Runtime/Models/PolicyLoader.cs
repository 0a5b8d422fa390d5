using Kimi.Dsl;
using Kimi.Runtime.Hosting;
using Kimi.Runtime.Native;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Models;

/// <summary>Loads policies onto the device of the run.</summary>
/// <param name="options">The device.</param>
public sealed class PolicyLoader(IOptions<KimiOptions> options)
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
        LibTorch.Load();
        var tokenizer = Tokenizer.Load(policy.Folder);
        var model = Transformer.Load(policy.Folder, ComputeDevice.Parse(options.Value.Device), adapt, options.Value.Precision);
        if (tokenizer.VocabularySize > model.Config.VocabSize)
        {
            model.Dispose();
            throw new KimiException(
                $"the tokenizer in {policy.Folder} has {tokenizer.VocabularySize} tokens and the model {model.Config.VocabSize}: use the tokenizer the model was trained with");
        }

        return new(model, tokenizer);
    }
}

/// <summary>A policy in memory.</summary>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
public sealed record LoadedPolicy(Transformer Model, ITokenizer Tokenizer) : ICheckpointed, IDisposable
{
    /// <summary>Writes the policy as a Hugging Face folder.</summary>
    /// <param name="folder">The folder.</param>
    public Policy Save(string folder)
    {
        Model.Save(folder);
        Tokenizer.Save(folder);
        return new(folder);
    }

    /// <summary>Takes up the weights that <see cref="Save"/> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="KimiException">The weights are missing, cut short or of another shape.</exception>
    public void Load(string folder) => CheckpointWeights.LoadInto(folder, Model.Parameters);

    void ICheckpointed.Save(string folder) => Save(folder);

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
