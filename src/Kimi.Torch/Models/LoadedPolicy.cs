using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Models;

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
