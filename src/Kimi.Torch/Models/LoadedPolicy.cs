using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Models;

/// <summary>A policy in memory.</summary>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
public sealed record LoadedPolicy(Transformer Model, ITokenizer Tokenizer) : ICheckpointed, IDisposable
{
    /// <summary>The images that it sees; null for a model of text alone.</summary>
    public PolicyImages? Images { get; init; }

    /// <summary>Writes the policy as a Hugging Face folder.</summary>
    /// <param name="folder">The folder.</param>
    public Policy Save(string folder)
    {
        Model.Save(folder);
        Tokenizer.Save(folder);
        Images?.Save(folder);
        return new(folder);
    }

    /// <summary>Takes up what training changes, as a checkpoint has it.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="KimiException">The weights are missing, cut short or of another shape.</exception>
    public void Load(string folder) => Model.Reload(folder);

    // A checkpoint has what training changes.
    void ICheckpointed.Save(string folder)
    {
        Model.SaveTrained(folder);
        Tokenizer.Save(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
