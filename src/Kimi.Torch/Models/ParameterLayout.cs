using Kimi.Dsl;

namespace Kimi.Torch.Models;

/// <summary>One matrix or vector of the flat parameter tensor: a parameter, or the rows of several that are applied to the same input.</summary>
/// <param name="Offset">The first element's place in the flat tensor.</param>
/// <param name="Shape">The shape of the whole.</param>
/// <param name="Parts">The names and row counts of the parameters, in order.</param>
internal sealed record ParameterBlock(long Offset, long[] Shape, IReadOnlyList<(string Name, long Rows)> Parts)
{
    /// <summary>The name of its first parameter.</summary>
    internal string Name => Parts[0].Name;

    internal long Length => Shape.Aggregate(1L, (product, size) => product * size);
}

/// <summary>
/// Where each parameter lies in the flat tensor. Matrices that are applied to the same input (query, key and value; gate and up) are adjacent
/// rows, so that one multiplication serves them all while each keeps its name.
/// </summary>
internal sealed class ParameterLayout
{
    private readonly List<ParameterBlock> _blocks = [];
    private long _projector;
    private long _languageModel;

    private ParameterLayout()
    {
    }

    internal IReadOnlyList<ParameterBlock> Blocks => _blocks;

    internal long Length { get; private set; }

    /// <summary>Every parameter with its shape.</summary>
    internal IEnumerable<(string Name, long[] Shape)> Parts =>
        _blocks.SelectMany(block => block.Parts.Select(part => (part.Name, (long[])[part.Rows, .. block.Shape[1..]])));

    /// <summary>Where some of its parts lie: the vision tower comes first, then the projector and the language model.</summary>
    internal (long Start, long Length) Place(TrainedParts parts) => parts switch
    {
        TrainedParts.All => (0, Length),
        TrainedParts.Vision => (0, _languageModel),
        TrainedParts.Projector => (_projector, _languageModel - _projector),
        TrainedParts.LanguageModel => (_languageModel, Length - _languageModel),
        _ => throw new ArgumentOutOfRangeException(nameof(parts)),
    };

    internal static ParameterLayout Of(TransformerConfig config)
    {
        var layout = new ParameterLayout();
        long hidden = config.HiddenSize, head = config.HeadWidth, feedForward = config.IntermediateSize;
        var queries = config.NumAttentionHeads * head;
        var keys = config.KeyValueHeads * head;
        var biases = config.Biases;

        if (config.Vision is { } vision)
            layout.AddVision(vision, config.Names.Vision, hidden);
        layout._languageModel = layout.Length;
        layout.AddMatrix(hidden, (config.Names.Embedding, config.VocabSize));
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            var names = config.Names.Layer(i);
            layout.AddVector((names.InputNorm, hidden));
            layout.AddMatrix(hidden, (names.Query, queries), (names.Key, keys), (names.Value, keys));
            if (biases.QueryKeyValue)
                layout.AddVector((names.QueryBias, queries), (names.KeyBias, keys), (names.ValueBias, keys));
            if (config.Family.HasQueryKeyNorm)
            {
                layout.AddVector((names.QueryNorm, head));
                layout.AddVector((names.KeyNorm, head));
            }

            layout.AddMatrix(queries, (names.Output, hidden));
            if (biases.Output)
                layout.AddVector((names.OutputBias, hidden));
            layout.AddVector((names.FeedForwardNorm, hidden));
            layout.AddMatrix(hidden, (names.Gate, feedForward), (names.Up, feedForward));
            if (biases.FeedForward)
                layout.AddVector((names.GateBias, feedForward), (names.UpBias, feedForward));
            layout.AddMatrix(feedForward, (names.Down, hidden));
            if (biases.FeedForward)
                layout.AddVector((names.DownBias, hidden));
        }

        layout.AddVector((config.Names.FinalNorm, hidden));
        if (!config.TieWordEmbeddings)
            layout.AddMatrix(hidden, (config.Names.Head, config.VocabSize));
        return layout;
    }

    internal static ParameterLayout OfValueHead(int hiddenSize)
    {
        var layout = new ParameterLayout();
        layout.AddVector((ParameterNames.ValueHead, hiddenSize));
        return layout;
    }

    /// <summary>The factors of the adapted parts of matrices: all A of a matrix in one, as they have one input, and each B by itself.</summary>
    internal static ParameterLayout OfAdapter(IReadOnlyList<ParameterBlock> matrices, LowRankShape shape)
    {
        var layout = new ParameterLayout();
        foreach (var matrix in matrices)
        {
            var adapted = matrix.Parts.Where(part => LowRankAdapter.IsAdapted(part.Name, shape)).ToList();
            layout.AddMatrix(matrix.Shape[1], [.. adapted.Select(part => (ParameterNames.AdapterA(part.Name), (long)shape.Rank))]);
            foreach (var (name, rows) in adapted)
                layout.AddMatrix(shape.Rank, (ParameterNames.AdapterB(name), rows));
        }

        return layout;
    }

    private void AddVision(VisionConfig config, VisionNames names, long textWidth)
    {
        long hidden = config.HiddenSize, feedForward = config.IntermediateSize;
        Add([hidden, VisionConfig.Channels, config.PatchSize, config.PatchSize], [(names.PatchEmbedding, hidden)]);
        AddVector((names.PatchBias, hidden));
        AddMatrix(hidden, (names.PositionEmbedding, config.Patches));
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            var layer = names.Layer(i);
            AddNorm(layer.AttentionNorm, hidden);
            AddMatrix(hidden, (layer.Query.Weight, hidden), (layer.Key.Weight, hidden), (layer.Value.Weight, hidden));
            AddVector((layer.Query.Bias, hidden), (layer.Key.Bias, hidden), (layer.Value.Bias, hidden));
            AddProduct(layer.Output, hidden, hidden);
            AddNorm(layer.FeedForwardNorm, hidden);
            AddProduct(layer.Up, hidden, feedForward);
            AddProduct(layer.Down, feedForward, hidden);
        }

        AddNorm(names.LastNorm, hidden);
        _projector = Length;
        AddProduct(names.Projector1, hidden, textWidth, config.ProjectorBias);
        AddProduct(names.Projector2, textWidth, textWidth, config.ProjectorBias);
    }

    private void AddNorm(WeightAndBias names, long width)
    {
        AddVector((names.Weight, width));
        AddVector((names.Bias, width));
    }

    private void AddProduct(WeightAndBias names, long inputs, long outputs, bool hasBias = true)
    {
        AddMatrix(inputs, (names.Weight, outputs));
        if (hasBias)
            AddVector((names.Bias, outputs));
    }

    private void AddVector(params (string Name, long Length)[] parts) => Add([parts.Sum(part => part.Length)], parts);

    private void AddMatrix(long columns, params (string Name, long Rows)[] parts) => Add([parts.Sum(part => part.Rows), columns], parts);

    private void Add(long[] shape, IReadOnlyList<(string Name, long Rows)> parts)
    {
        var block = new ParameterBlock(Length, shape, parts);
        _blocks.Add(block);
        Length += block.Length;
    }
}
