using Kimi.Dsl;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.RewardModels;

/// <summary>
/// The scalar head of a classic reward model (Ouyang et al. 2022, InstructGPT; paper 2.3.5): score = w · norm(h), where h is the hidden state at the last
/// token. It has no offset, which would cancel in every pair, and starts at zero, where all scores are equal.
/// </summary>
internal sealed class ValueHead : IDisposable
{
    private const string FileName = "value_head.safetensors";

    private ValueHead(int hiddenSize, Device device) => Parameters = new(ParameterLayout.OfValueHead(hiddenSize), device);

    /// <summary>w, of one element for each of the model's hidden size.</summary>
    public FlatParameters Parameters { get; }

    private Tensor Weight_C => Parameters.Leaf(ParameterNames.ValueHead);

    /// <summary>A head of zeros for a model.</summary>
    public static ValueHead Zero(Transformer model) => new(model.Config.HiddenSize, model.Device);

    /// <summary>Reads the head that belongs to a model.</summary>
    /// <exception cref="KimiException">The file is missing, broken, or of another size.</exception>
    public static ValueHead Load(string folder, Transformer model)
    {
        var head = Zero(model);
        try
        {
            head.LoadInto(folder);
            return head;
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="KimiException">The file is missing, broken, or of another size.</exception>
    public void LoadInto(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var tensors = Safetensors.Read(path);
        try
        {
            using var noGradient = no_grad();
            if (!tensors.TryGetValue(ParameterNames.ValueHead, out var saved) || saved.numel() != Parameters.Weights.numel())
                throw new KimiException($"'{path}' holds no value head of {Parameters.Weights.numel()} weights: use the one that was trained with the model");
            Parameters.Weights.copy_(saved);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Writes <c>value_head.safetensors</c>.</summary>
    public void Save(string folder) => Safetensors.Write(Path.Combine(folder, FileName), Parameters.Named);

    /// <summary>Scores texts, in the training graph.</summary>
    /// <param name="policy">The model the head is on.</param>
    /// <param name="sequences">The texts in tokens; none is empty.</param>
    /// <returns>scores_B.</returns>
    public Tensor Scores(LoadedPolicy policy, IReadOnlyList<int[]> sequences)
    {
        var longest = sequences.Max(sequence => sequence.Length);
        var tokens = new long[sequences.Count, longest];
        var last = new long[sequences.Count];
        for (var row = 0; row < sequences.Count; row++)
        {
            for (var column = 0; column < longest; column++)
                tokens[row, column] = column < sequences[row].Length ? sequences[row][column] : policy.Tokenizer.PadId;
            last[row] = (long)row * longest + sequences[row].Length - 1;
        }

        // Attention is causal, so padding on the right does not reach the last token.
        var device = policy.Model.Device;
        var states_BTC = policy.Model.FinalStates(tensor(tokens, device: device));
        return states_BTC.flatten(0, 1).index_select(0, tensor(last, device: device)).matmul(Weight_C);
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();
}
