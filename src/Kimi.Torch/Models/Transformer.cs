using Kimi.Dsl;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>A decoder-only transformer: x ← x + attention(norm(x)), x ← x + swiglu(norm(x)) in each block, logits = W·norm(x).</summary>
public sealed partial class Transformer : IDisposable
{
    /// <summary>A target with this value is scored as zero.</summary>
    public const long IgnoreIndex = -100;

    private const int HeadRows = 1024;

    private readonly GrowingRotaryTables _rotary;
    private readonly TransformerBlock[] _blocks;
    private readonly IReadOnlyDictionary<string, ScalarType> _storedTypes;
    private readonly Linear _output;
    private readonly VisionTower? _tower;
    private readonly bool _ownsParameters;
    private IGradientSharing? _sharing;

    private Transformer(
        TransformerConfig config,
        FlatParameters parameters,
        Precision precision,
        IReadOnlyDictionary<string, ScalarType> storedTypes,
        LowRankAdapter? adapter = null,
        bool ownsParameters = true)
    {
        (Config, Device, Precision, _storedTypes, Adapter) = (config, parameters.Weights.device, precision, storedTypes, adapter);
        _ownsParameters = ownsParameters;
        parameters.FreezeVectors();
        Parameters = parameters;
        _rotary = new GrowingRotaryTables(config, Device);
        _blocks = BlocksOf(Parameters.Leaf);
        Embedding = Parameters.Leaf(config.Names.Embedding);
        FinalNorm = Parameters.Leaf(config.Names.FinalNorm);
        _output = OutputOf(Parameters.Leaf);
        _tower = config.Vision is { } vision ? new(vision, MatrixType, Parameters.Leaf, config.Names.Vision) : null;
    }

    /// <summary>The model's shape.</summary>
    public TransformerConfig Config { get; }

    /// <summary>Where the weights are and the arithmetic happens.</summary>
    public Device Device { get; }

    /// <summary>The number format of its matrix multiplications.</summary>
    public Precision Precision { get; }

    /// <summary>All weights, without what an adapter adds to them.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>What training changes: the adapter's parameters, or without one all weights.</summary>
    public FlatParameters Trained => Adapter?.Parameters ?? Parameters;

    /// <summary>The weights by their names in a checkpoint.</summary>
    public IReadOnlyDictionary<string, Tensor> NamedParameters => Parameters.Named;

    /// <summary>
    /// Whether the training graph keeps only what goes into each block, and into the head for <see cref="HeadRows"/> tokens at a time: the backward pass
    /// computes the rest again. That takes about a third more time and a fraction of the memory.
    /// </summary>
    public bool RecomputesActivations { get; set; }

    /// <summary>Whether other processes take a share of each batch's rows: <see cref="Share"/>.</summary>
    internal bool IsShared => _sharing is not null;

    internal Tensor Embedding { get; }

    internal Tensor FinalNorm { get; }

    internal LowRankAdapter? Adapter { get; }

    private Tensor AnyTrained => Trained.AnyLeaf;

    internal ScalarType MatrixType => Precision.MatrixType();

    internal IReadOnlyList<TransformerBlock> Blocks => _blocks;

    /// <summary>A model of the same shape with the same weights and memory of its own; an adapter is merged into them.</summary>
    /// <returns>The copy.</returns>
    public Transformer Clone()
    {
        var parameters = new FlatParameters(ParameterLayout.Of(Config), Device, Parameters.Weights.dtype);
        parameters.CopyFrom(Parameters);
        Adapter?.MergeInto(parameters);
        return new(Config, parameters, Precision, _storedTypes);
    }

    /// <summary>
    /// The model as it is now, over the same weights: only its adapter is copied, so that it stays what it is while the adapter is trained. Dispose of it
    /// before this model.
    /// </summary>
    /// <returns>The reference.</returns>
    /// <exception cref="InvalidOperationException">The model has no adapter, so training would change the reference.</exception>
    public Transformer Reference() => Adapter is null
        ? throw new InvalidOperationException("a model without an adapter is trained in its weights: load the reference apart")
        : new(Config, Parameters, Precision, _storedTypes, Adapter.Copy(Config), ownsParameters: false);

    /// <summary>Scores every next token, in the training graph. Shorter sequences are padded on the right.</summary>
    /// <param name="tokens_BT">Token ids, 64-bit.</param>
    /// <param name="packing">Where several texts lie in a row; null when each row is one.</param>
    /// <param name="images">What the model sees; null for text alone.</param>
    /// <returns>logits_BTV.</returns>
    /// <exception cref="KimiException">A text is longer than the model's context, or the model has no tower to see images with.</exception>
    public Tensor Forward(Tensor tokens_BT, Packing? packing = null, ImageBatch? images = null) =>
        _output.Apply(FinalStates(tokens_BT, packing, images)).to(ScalarType.Float32);

    /// <summary>The log-probabilities of the targets, in the training graph.</summary>
    /// <param name="tokens_BT">Token ids, 64-bit.</param>
    /// <param name="targets_BT">The token that follows each, or <see cref="IgnoreIndex"/>, whose score is zero.</param>
    /// <param name="temperature">The temperature of the distribution that scores them.</param>
    /// <param name="packing">Where several texts lie in a row; null when each row is one.</param>
    /// <param name="images">What the model sees; null for text alone.</param>
    /// <returns>logprobs_BT.</returns>
    /// <exception cref="KimiException">There are images, and other processes share in the training.</exception>
    public Tensor TokenLogprobs(Tensor tokens_BT, Tensor targets_BT, double temperature = 1, Packing? packing = null, ImageBatch? images = null)
    {
        ArgumentNullException.ThrowIfNull(targets_BT);
        if (_sharing is null || !is_grad_enabled() || !Trained.IsTraining)
            return OwnTokenLogprobs(tokens_BT, targets_BT, temperature, packing, images);
        return _sharing.TokenLogprobs(this, tokens_BT, targets_BT, temperature, packing, images);
    }

    /// <summary>Has other processes take a share of the gradients from here on.</summary>
    /// <param name="sharing">They.</param>
    public void Share(IGradientSharing sharing)
    {
        _sharing = sharing;
        Trained.Collect = gradients => sharing.Collect(this, gradients);
    }

    /// <summary>The log-probabilities of the targets, in this process's training graph.</summary>
    internal Tensor OwnTokenLogprobs(Tensor tokens_BT, Tensor targets_BT, double temperature, Packing? packing, ImageBatch? images = null)
    {
        var states_NC = FinalStates(tokens_BT, packing, images).flatten(0, 1);
        var targets_N = targets_BT.reshape(-1);
        var logprobs_N = RecomputesActivations && is_grad_enabled()
            ? cat([.. states_NC.split(HeadRows).Zip(targets_N.split(HeadRows), (states, targets) =>
                Recomputation.Through(states, AnyTrained, again => TargetLogprobs(again, targets, temperature)))])
            : TargetLogprobs(states_NC, targets_N, temperature);
        return logprobs_N.view(targets_BT.size(0), targets_BT.size(1));
    }

    /// <summary>A decoder that reads this model's weights.</summary>
    /// <returns>The decoder.</returns>
    public TransformerDecoder CreateDecoder() => new(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        Adapter?.Dispose();
        if (_ownsParameters)
            Parameters.Dispose();
        _rotary.Dispose();
    }

    /// <summary>What stands in the places of an image's tokens, in the training graph.</summary>
    /// <param name="pixels_N3HW">Images as a processor makes them, float32.</param>
    /// <returns>rows_NPC: a row for each patch.</returns>
    /// <exception cref="KimiException">The model has no tower to see images with.</exception>
    public Tensor EncodeImages(Tensor pixels_N3HW)
    {
        ArgumentNullException.ThrowIfNull(pixels_N3HW);
        return (_tower ?? throw new KimiException("the policy has no vision tower: leave images out, or take a policy that sees")).Encode(pixels_N3HW);
    }

    /// <summary>The residual stream before the first block, x_BTC.</summary>
    internal Tensor Embed(Tensor tokens_BT, ImageBatch? images = null)
    {
        var x_NC = EmbedEach(tokens_BT.reshape(-1));
        if (images is not null)
            x_NC = x_NC.index_copy(0, images.Places_M, EncodeImages(images.Pixels_N3HW).flatten(0, 1).index_select(0, images.Patches_M));
        return x_NC.view(tokens_BT.size(0), tokens_BT.size(1), Config.HiddenSize);
    }

    /// <summary>The residual stream of single tokens before the first block, x_NC.</summary>
    internal Tensor EmbedEach(Tensor tokens_N) => Embedding.index_select(0, tokens_N).to(ScalarType.Float32);

    /// <summary>The rotary tables of the first positions, or of more.</summary>
    internal RotaryTables Rotary(long positions) => _rotary.UpTo(positions);

    /// <summary>The blocks over other tensors than the trainable ones.</summary>
    /// <param name="leaf">Gives a parameter by its name, or those that lie with it in one matrix by the name of the first.</param>
    internal TransformerBlock[] BlocksOf(Func<string, Tensor> leaf) =>
        [.. Enumerable.Range(0, Config.NumHiddenLayers).Select(i => new TransformerBlock(Config, MatrixType, leaf, Adapter, i))];

    /// <summary>The product that gives logits, over other tensors than the trainable ones.</summary>
    internal Linear OutputOf(Func<string, Tensor> leaf) =>
        new(leaf(Config.TieWordEmbeddings ? Config.Names.Embedding : Config.Names.Head), bias: null, adapter: null, MatrixType);

    private Tensor TargetLogprobs(Tensor states_NC, Tensor targets_N, double temperature)
    {
        var logits_NV = _output.Apply(states_NC).to(ScalarType.Float32);
        return nn.functional.cross_entropy(
            temperature == 1 ? logits_NV : logits_NV / temperature, targets_N, ignore_index: IgnoreIndex, reduction: nn.Reduction.None).neg();
    }

    /// <summary>norm(x)_BTC after the last block, in the training graph. Shorter sequences are padded on the right.</summary>
    internal Tensor FinalStates(Tensor tokens_BT, Packing? packing = null, ImageBatch? images = null)
    {
        ArgumentNullException.ThrowIfNull(tokens_BT);
        var time = packing is null ? tokens_BT.size(1) : packing.Positions_BT.max().ToInt64() + 1;
        if (time > Config.MaxPositionEmbeddings)
        {
            throw new KimiException(
                $"a sequence of {time} tokens exceeds the model's context of {Config.MaxPositionEmbeddings}: shorten it or activate a longer context");
        }

        var x_BTC = Embed(tokens_BT, images);
        var tables = Rotary(time);
        var rotary = packing is null ? tables : tables.At(packing.Positions_BT.reshape(-1));
        foreach (var block in _blocks)
            x_BTC = RecomputesActivations ? Recomputation.Through(x_BTC, AnyTrained, x => Through(block, x)) : Through(block, x_BTC);
        return RmsNorm.Apply(x_BTC, FinalNorm, Config.RmsNormEps);

        Tensor Through(TransformerBlock block, Tensor x_BTC) => block.Forward(x_BTC, qkv_BTR => packing is null
            ? CausalAttention.Attend(qkv_BTR, block, rotary, Config)
            : CausalAttention.AttendPacked(qkv_BTR, block, packing.Mask_B1TT, rotary, Config));
    }
}
