using Kimi.Dsl;
using Kimi.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>A decoder-only transformer: x ← x + attention(norm(x)), x ← x + swiglu(norm(x)) in each block, logits = W·norm(x).</summary>
public sealed class Transformer : IDisposable
{
    /// <summary>A target with this value is scored as zero.</summary>
    public const long IgnoreIndex = -100;

    private readonly RotaryTables _rotary;
    private readonly TransformerBlock[] _blocks;

    private Transformer(TransformerConfig config, Device device, Precision precision)
    {
        (Config, Device, Precision) = (config, device, precision);
        Parameters = new FlatParameters(ParameterLayout.Of(config), device);
        _rotary = new RotaryTables(config, device);
        _blocks = BlocksOf(Parameters.Leaf);
        Embedding = Parameters.Leaf(ParameterNames.Embedding);
        FinalNorm = Parameters.Leaf(ParameterNames.FinalNorm);
        OutputMatrix = Parameters.Leaf(OutputMatrixName);
    }

    /// <summary>The model's shape.</summary>
    public TransformerConfig Config { get; }

    /// <summary>Where the weights are and the arithmetic happens.</summary>
    public Device Device { get; }

    /// <summary>The number format of its matrix multiplications.</summary>
    public Precision Precision { get; }

    /// <summary>All weights and gradients.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>The weights by their names in a checkpoint.</summary>
    public IReadOnlyDictionary<string, Tensor> NamedParameters => Parameters.Named;

    internal Tensor Embedding { get; }

    internal Tensor FinalNorm { get; }

    internal Tensor OutputMatrix { get; }

    internal string OutputMatrixName => Config.TieWordEmbeddings ? ParameterNames.Embedding : ParameterNames.Head;

    internal RotaryTables Rotary => _rotary;

    internal ScalarType MatrixType => Precision.MatrixType();

    internal IReadOnlyList<TransformerBlock> Blocks => _blocks;

    /// <summary>Makes a model with random weights that depend on the seed alone. See <see cref="Initialization"/>.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="device">Where the model lives; the CPU by default.</param>
    /// <param name="precision">The number format of its matrix multiplications.</param>
    /// <returns>The model.</returns>
    public static Transformer Initialize(TransformerConfig config, ulong seed, Device? device = null, Precision precision = Precision.Fp32)
    {
        var transformer = Create(config, device, precision);
        Initialization.Fill(transformer.Parameters, config, seed);
        return transformer;
    }

    /// <summary>Loads a Hugging Face checkpoint folder.</summary>
    /// <param name="folder">A folder with <c>config.json</c> and safetensors files.</param>
    /// <param name="device">Where the model lives; the CPU by default.</param>
    /// <param name="adapt">The configuration to use, made of the one in the folder, which is it by default; of the same weights.</param>
    /// <param name="precision">The number format of its matrix multiplications.</param>
    /// <returns>The model.</returns>
    /// <exception cref="KimiException">A file is missing or does not fit.</exception>
    public static Transformer Load(
        string folder, Device? device = null, Func<TransformerConfig, TransformerConfig>? adapt = null, Precision precision = Precision.Fp32)
    {
        var config = TransformerConfig.Load(folder);
        var transformer = Create(adapt is null ? config : adapt(config), device, precision);
        try
        {
            CheckpointWeights.LoadInto(folder, transformer.Parameters);
            return transformer;
        }
        catch
        {
            transformer.Dispose();
            throw;
        }
    }

    /// <summary>Writes <c>config.json</c>, <c>generation_config.json</c> and <c>model.safetensors</c>.</summary>
    /// <param name="folder">The checkpoint folder, which is made if need be.</param>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        CheckpointWeights.Save(folder, Parameters);
        (Config with { TorchDtype = "float32" }).Save(folder);
        GenerationConfig.Save(folder, Config);
    }

    /// <summary>A model of the same shape with the same weights and memory of its own.</summary>
    /// <returns>The copy.</returns>
    public Transformer Clone()
    {
        var copy = Create(Config, Device, Precision);
        copy.Parameters.CopyFrom(Parameters);
        return copy;
    }

    /// <summary>Scores every next token, in the training graph. Shorter sequences are padded on the right.</summary>
    /// <param name="tokens_BT">Token ids, 64-bit.</param>
    /// <param name="packing">Where several texts lie in a row; null when each row is one.</param>
    /// <returns>logits_BTV.</returns>
    /// <exception cref="KimiException">A text is longer than the model's context.</exception>
    public Tensor Forward(Tensor tokens_BT, Packing? packing = null) =>
        Linear.Apply(FinalStates(tokens_BT, packing), OutputMatrix, MatrixType).to(ScalarType.Float32);

    /// <summary>The log-probabilities of the targets, in the training graph.</summary>
    /// <param name="tokens_BT">Token ids, 64-bit.</param>
    /// <param name="targets_BT">The token that follows each, or <see cref="IgnoreIndex"/>, whose score is zero.</param>
    /// <param name="temperature">The temperature of the distribution that scores them.</param>
    /// <param name="packing">Where several texts lie in a row; null when each row is one.</param>
    /// <returns>logprobs_BT.</returns>
    public Tensor TokenLogprobs(Tensor tokens_BT, Tensor targets_BT, double temperature = 1, Packing? packing = null)
    {
        ArgumentNullException.ThrowIfNull(targets_BT);
        var logits_BTV = Forward(tokens_BT, packing);
        return TargetLogprobs(temperature == 1 ? logits_BTV : logits_BTV / temperature, targets_BT);
    }

    /// <summary>A decoder that reads this model's weights.</summary>
    /// <returns>The decoder.</returns>
    public TransformerDecoder CreateDecoder() => new(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        _rotary.Dispose();
    }

    /// <summary>The residual stream before the first block.</summary>
    internal Tensor Embed(Tensor tokens_BT) =>
        Embedding.index_select(0, tokens_BT.reshape(-1)).view(tokens_BT.size(0), tokens_BT.size(1), Config.HiddenSize);

    /// <summary>The blocks over other tensors than the trainable ones.</summary>
    /// <param name="leaf">Gives a parameter by its name, or those that lie with it in one matrix by the name of the first.</param>
    internal TransformerBlock[] BlocksOf(Func<string, Tensor> leaf) =>
        [.. Enumerable.Range(0, Config.NumHiddenLayers).Select(i => new TransformerBlock(Config, MatrixType, leaf, i))];

    private static Transformer Create(TransformerConfig config, Device? device, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        LibTorch.Load();
        using var noScope = NewDisposeScope();
        return new Transformer(config, device ?? CPU, precision);
    }

    private static Tensor TargetLogprobs(Tensor logits_BTV, Tensor targets_BT)
    {
        var losses = nn.functional.cross_entropy(
            logits_BTV.flatten(0, 1), targets_BT.reshape(-1), ignore_index: IgnoreIndex, reduction: nn.Reduction.None);
        return losses.view(targets_BT.size(0), targets_BT.size(1)).neg();
    }

    /// <summary>norm(x)_BTC after the last block, in the training graph. Shorter sequences are padded on the right.</summary>
    internal Tensor FinalStates(Tensor tokens_BT, Packing? packing = null)
    {
        ArgumentNullException.ThrowIfNull(tokens_BT);
        var time = packing is null ? tokens_BT.size(1) : packing.Positions_BT.max().ToInt64() + 1;
        if (time > Config.MaxPositionEmbeddings)
        {
            throw new KimiException(
                $"a sequence of {time} tokens exceeds the model's context of {Config.MaxPositionEmbeddings}: shorten it or activate a longer context");
        }

        var x_BTC = Embed(tokens_BT);
        var rotary = packing is null ? _rotary : _rotary.At(packing.Positions_BT.reshape(-1));
        foreach (var block in _blocks)
        {
            x_BTC = block.Forward(x_BTC, qkv_BTR => packing is null
                ? CausalAttention.Attend(qkv_BTR, block, rotary, Config)
                : CausalAttention.AttendPacked(qkv_BTR, block, packing.Mask_B1TT, rotary, Config));
        }

        return RmsNorm.Apply(x_BTC, FinalNorm, Config.RmsNormEps);
    }
}
