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

    private ParameterLayout()
    {
    }

    internal IReadOnlyList<ParameterBlock> Blocks => _blocks;

    internal long Length { get; private set; }

    internal static ParameterLayout Of(TransformerConfig config)
    {
        var layout = new ParameterLayout();
        long hidden = config.HiddenSize, head = config.HeadWidth, feedForward = config.IntermediateSize;
        var queries = config.NumAttentionHeads * head;
        var keys = config.KeyValueHeads * head;

        layout.AddMatrix(hidden, (ParameterNames.Embedding, config.VocabSize));
        for (var i = 0; i < config.NumHiddenLayers; i++)
        {
            var names = ParameterNames.Layer(i);
            layout.AddVector(names.InputNorm, hidden);
            layout.AddMatrix(hidden, (names.Query, queries), (names.Key, keys), (names.Value, keys));
            if (config.Family.HasQueryKeyNorm)
            {
                layout.AddVector(names.QueryNorm, head);
                layout.AddVector(names.KeyNorm, head);
            }

            layout.AddMatrix(queries, (names.Output, hidden));
            layout.AddVector(names.FeedForwardNorm, hidden);
            layout.AddMatrix(hidden, (names.Gate, feedForward), (names.Up, feedForward));
            layout.AddMatrix(feedForward, (names.Down, hidden));
        }

        layout.AddVector(ParameterNames.FinalNorm, hidden);
        if (!config.TieWordEmbeddings)
            layout.AddMatrix(hidden, (ParameterNames.Head, config.VocabSize));
        return layout;
    }

    internal static ParameterLayout OfValueHead(int hiddenSize)
    {
        var layout = new ParameterLayout();
        layout.AddVector(ParameterNames.ValueHead, hiddenSize);
        return layout;
    }

    private void AddVector(string name, long length) => Add([length], [(name, length)]);

    private void AddMatrix(long columns, params (string Name, long Rows)[] parts) => Add([parts.Sum(part => part.Rows), columns], parts);

    private void Add(long[] shape, IReadOnlyList<(string Name, long Rows)> parts)
    {
        var block = new ParameterBlock(Length, shape, parts);
        _blocks.Add(block);
        Length += block.Length;
    }
}
